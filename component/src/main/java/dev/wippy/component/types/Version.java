package dev.wippy.component.types;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a package, by Semantic Versioning 2.0.
 *
 * @param major incompatible when it differs
 * @param minor incompatible when it differs and the major one is 0
 * @param patch incompatible when it differs and the others are 0
 * @param preRelease what follows the first {@code -}
 * @param build what follows the {@code +}; without meaning for the order
 */
public record Version(long major, long minor, long patch, Optional<String> preRelease, Optional<String> build)
        implements
            Comparable<Version> {

    private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
    private static final String WORD = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
    private static final Pattern FORM = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-(" + WORD
            + "(?:\\." + WORD + ")*+))?(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*+))?");

    /** The longest text that is looked at. */
    private static final int MAX_LENGTH = 256;

    /** Reads a version, if the text is one. */
    public static Optional<Version> parse(String text) {
        Optional<Version> plain = plain(text);
        if (plain.isPresent()) {
            return plain;
        }
        Matcher matcher = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Version(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)), Optional.ofNullable(matcher.group(4)),
                Optional.ofNullable(matcher.group(5))));
    }

    /** A short version of three numbers, as nearly all are; parsed for each instance's imports. */
    private static Optional<Version> plain(String text) {
        long[] numbers = new long[3];
        int number = 0;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '.' && digits > 0 && number < 2) {
                number++;
                digits = 0;
            } else if (each >= '0' && each <= '9' && digits < 9 && (digits == 0 || numbers[number] > 0)) {
                numbers[number] = numbers[number] * 10 + each - '0';
                digits++;
            } else {
                return Optional.empty();
            }
        }
        return number == 2 && digits > 0
                ? Optional.of(new Version(numbers[0], numbers[1], numbers[2], Optional.empty(), Optional.empty()))
                : Optional.empty();
    }

    /**
     * Whether both stand on one track of compatible versions: one major version from 1 on, one minor version from 0.1
     * on, else one patch version (Explainer, <em>Canonical Interface Name</em>). A pre-release stands for itself alone.
     */
    public boolean isCompatibleWith(Version other) {
        if (preRelease.isPresent() || other.preRelease.isPresent()) {
            return compareTo(other) == 0;
        }
        return major == other.major
                && (major > 0 || minor == other.minor && (minor > 0 || patch == other.patch));
    }

    @Override
    public int compareTo(Version other) {
        int order = Long.compare(major, other.major);
        order = order != 0 ? order : Long.compare(minor, other.minor);
        order = order != 0 ? order : Long.compare(patch, other.patch);
        return order != 0 ? order : comparePreReleases(preRelease, other.preRelease);
    }

    private static int comparePreReleases(Optional<String> one, Optional<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        String[] ones = one.get().split("\\.");
        String[] others = other.get().split("\\.");
        for (int i = 0; i < Math.min(ones.length, others.length); i++) {
            int order = compareWords(ones[i], others[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(ones.length, others.length);
    }

    private static int compareWords(String one, String other) {
        boolean oneIsNumber = one.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean otherIsNumber = other.chars().allMatch(c -> c >= '0' && c <= '9');
        if (oneIsNumber && otherIsNumber) {
            int order = Integer.compare(one.length(), other.length());
            return order != 0 ? order : one.compareTo(other);
        }
        return oneIsNumber == otherIsNumber ? one.compareTo(other) : Boolean.compare(otherIsNumber, oneIsNumber);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + preRelease.map(text -> "-" + text).orElse("")
                + build.map(text -> "+" + text).orElse("");
    }
}
