// Exercises what C++ programs rest on: containers, streams, virtual calls, lambdas, exceptions.
#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <iomanip>
#include <iostream>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace {

struct Shape {
    virtual ~Shape() = default;
    virtual double area() const = 0;
};

struct Circle final : Shape {
    explicit Circle(double radius) : radius(radius) {}
    double area() const override { return 3.14159265358979 * radius * radius; }
    double radius;
};

struct Box final : Shape {
    Box(double width, double height) : width(width), height(height) {}
    double area() const override { return width * height; }
    double width, height;
};

using Value = std::variant<long, double, std::string>;

std::string shown(const Value &value) {
    std::ostringstream out;
    std::visit([&](const auto &it) { out << it; }, value);
    return out.str();
}

// Sums of an expression with precedence, by recursive descent.
class Parser {
  public:
    explicit Parser(std::string text) : text(std::move(text)) {}
    long parse() {
        long result = sum();
        if (at != text.size()) {
            fail("end");
        }
        return result;
    }

  private:
    long sum() {
        long left = product();
        while (at < text.size() && (text[at] == '+' || text[at] == '-')) {
            left = text[at++] == '+' ? left + product() : left - product();
        }
        return left;
    }
    long product() {
        long left = atom();
        while (at < text.size() && (text[at] == '*' || text[at] == '/')) {
            if (text[at++] == '*') {
                left *= atom();
            } else if (long right = atom()) {
                left /= right;
            } else {
                fail("a divisor");
            }
        }
        return left;
    }
    long atom() {
        if (at < text.size() && text[at] == '(') {
            ++at;
            long inner = sum();
            if (at == text.size() || text[at++] != ')') {
                fail(")");
            }
            return inner;
        }
        std::size_t from = at;
        while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at]))) {
            ++at;
        }
        if (from == at) {
            fail("a number");
        }
        return std::stol(text.substr(from, at - from));
    }
    [[noreturn]] void fail(const char *wanted) {
#ifdef __cpp_exceptions
        throw std::runtime_error("expected " + std::string(wanted) + " at " + std::to_string(at));
#else
        std::cout << "expected " << wanted << " at " << at << std::endl;
        std::exit(3);
#endif
    }
    std::string text;
    std::size_t at = 0;
};

}  // namespace

int main(int argc, char **argv) {
    std::map<std::string, std::vector<int>> lines;
    std::string word;
    int number = 0;
    for (std::string line; std::getline(std::cin, line);) {
        ++number;
        std::istringstream words(line);
        while (words >> word) {
            std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::tolower(c); });
            lines[word].push_back(number);
        }
    }
    for (const auto &[key, places] : lines) {
        std::cout << std::left << std::setw(8) << key << std::right << std::setw(3) << places.size() << " "
                  << std::accumulate(places.begin(), places.end(), 0) << "\n";
    }
    std::vector<std::unique_ptr<Shape>> shapes;
    for (int i = 1; i <= 50; i++) {
        if (i % 2) {
            shapes.push_back(std::make_unique<Circle>(i));
        } else {
            shapes.push_back(std::make_unique<Box>(i, i + 0.5));
        }
    }
    std::sort(shapes.begin(), shapes.end(), [](const auto &a, const auto &b) { return a->area() > b->area(); });
    std::cout << std::fixed << std::setprecision(3) << shapes.front()->area() << " " << shapes.back()->area() << "\n";

    std::unordered_map<long, std::string> names;
    std::set<std::string> ordered;
    unsigned long seed = 12345;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 1103515245UL + 12345UL;
        std::string name = "n" + std::to_string(seed % 5000);
        names[seed % 977] += name[1];
        ordered.insert(name);
    }
    std::size_t length = 0;
    for (const auto &[key, name] : names) {
        length += name.size();
    }
    std::cout << names.size() << " " << length << " " << ordered.size() << " " << *ordered.begin() << "\n";

    std::vector<Value> values{7L, 2.5, std::string("text")};
    for (const Value &value : values) {
        std::cout << shown(value) << ";";
    }
    std::cout << "\n";
    std::string text = "2026-11-25 and 1999-01-31";
    std::regex date("(\\d{4})-(\\d{2})-(\\d{2})");
    for (std::sregex_iterator it(text.begin(), text.end(), date), end; it != end; ++it) {
        std::cout << (*it)[1] << "/" << (*it)[3] << " ";
    }
    std::cout << "\n" << Parser("2*(3+4)-10/5").parse() << "\n";
#ifdef __cpp_exceptions
    for (const char *broken : {"2*(3+4", "7/0", "", "1+x"}) {
        try {
            Parser(broken).parse();
        } catch (const std::exception &e) {
            std::cout << e.what() << "\n";
        }
    }
    try {
        std::vector<int>().at(3);
    } catch (const std::out_of_range &) {
        std::cout << "out of range\n";
    }
    std::function<int(int)> deep = [&](int n) -> int {
        std::string held(n % 7, 'x');  // destroyed on the way out
        return n == 0 ? throw n : deep(n - 1) + static_cast<int>(held.size());
    };
    int caught = 0;
    for (int i = 0; i < 300; i++) {
        try {
            deep(i % 50);
        } catch (int n) {
            caught += n + 1;
        }
    }
    std::cout << caught << " caught\n";
#endif
    return argc;
}
