//! Exercises each function of wasi:http that a client has, and checks the answers. Words: the authority of the tests'
//! server, then the functions to exercise, by their names in WIT; none for all of them. Prints `ok NAME` for each; the
//! first wrong answer is a panic.
use wasip2::http::outgoing_handler::handle;
use wasip2::http::types::{
    ErrorCode as Error, Fields, FutureIncomingResponse, HeaderError, IncomingResponse, Method, OutgoingBody,
    OutgoingRequest, RequestOptions, Scheme, http_error_code, IncomingBody,
};
use wasip2::io::streams::StreamError;

#[cold]
#[track_caller]
fn wrong() -> ! {
    panic!("wrong answer")
}

// The macros of the standard library print what they compare, which is half of the binary.
macro_rules! yes {
    ($condition:expr) => {
        if !$condition {
            wrong()
        }
    };
}

macro_rules! err {
    ($answer:expr, $pattern:pat) => {
        match $answer {
            Err($pattern) => (),
            _ => wrong(),
        }
    };
}

/// An answer that has to be there.
trait Right<T> {
    fn right(self) -> T;
}

impl<T, E> Right<T> for Result<T, E> {
    #[track_caller]
    fn right(self) -> T {
        match self {
            Ok(value) => value,
            Err(_) => wrong(),
        }
    }
}

impl<T> Right<T> for Option<T> {
    #[track_caller]
    fn right(self) -> T {
        match self {
            Some(value) => value,
            None => wrong(),
        }
    }
}

/// The tests' server.
struct Server(String);

impl Server {
    fn request(&self, method: Method, path: &str, headers: Fields) -> OutgoingRequest {
        let request = OutgoingRequest::new(headers);
        request.set_method(&method).right();
        request.set_scheme(Some(&Scheme::Http)).right();
        request.set_authority(Some(&self.0)).right();
        request.set_path_with_query(Some(path)).right();
        request
    }

    fn get(&self, path: &str) -> Result<IncomingResponse, Error> {
        wait(&handle(self.request(Method::Get, path, Fields::new()), None).right())
    }

    fn text(&self, path: &str) -> String {
        text(self.get(path).right())
    }
}

fn wait(future: &FutureIncomingResponse) -> Result<IncomingResponse, Error> {
    loop {
        match future.get() {
            Some(answer) => return answer.right(),
            None => future.subscribe().block(),
        }
    }
}

/// All of a body, or how it failed.
fn read(body: &IncomingBody) -> Result<Vec<u8>, Error> {
    let stream = body.stream().right();
    let mut all = Vec::new();
    loop {
        match stream.blocking_read(1 << 20) {
            Ok(bytes) => all.extend(bytes),
            Err(StreamError::Closed) => return Ok(all),
            Err(StreamError::LastOperationFailed(error)) => return Err(http_error_code(&error).right()),
        }
    }
}

fn text(response: IncomingResponse) -> String {
    let body = response.consume().right();
    String::from_utf8(read(&body).right()).right()
}

fn write(body: &OutgoingBody, bytes: &[u8]) {
    let stream = body.write().right();
    for piece in bytes.chunks(4096) {
        stream.blocking_write_and_flush(piece).right();
    }
}

fn from(entries: &[(&str, &str)]) -> Fields {
    let entries: Vec<_> = entries.iter().map(|(name, value)| (name.to_string(), value.as_bytes().to_vec())).collect();
    Fields::from_list(&entries).right()
}

fn fields(_: &Server) {
    let fields = from(&[("X-One", "1"), ("two", "2"), ("x-one", "")]);
    yes!(fields.get("x-ONE") == [&b"1"[..], b""]);
    yes!(fields.get("three").is_empty() && fields.get("a b").is_empty());
    yes!(fields.has("TWO") && !fields.has("three") && !fields.has("a b"));
    fields.append("Two", b"2b").right();
    let names: Vec<String> = fields.entries().into_iter().map(|(name, _)| name).collect();
    yes!(names == ["X-One", "two", "x-one", "Two"]);
    let copy = fields.clone();
    fields.set("two", &[b"3".to_vec(), b"4".to_vec()]).right();
    yes!(fields.get("two") == [b"3", b"4"]);
    fields.delete("X-ONE").right();
    fields.delete("never").right();
    yes!(!fields.has("x-one") && copy.get("x-one").len() == 2 && copy.get("two") == [&b"2"[..], b"2b"]);
    copy.delete("two").right();
    for name in ["", "a b", "a:b", "ä", "a\n"] {
        err!(fields.append(name, b""), HeaderError::InvalidSyntax);
        err!(fields.set(name, &[]), HeaderError::InvalidSyntax);
        err!(fields.delete(name), HeaderError::InvalidSyntax);
    }
    for value in [&b"a\nb"[..], b"a\rb", b"a\0", b" a", b"\x7f"] {
        err!(fields.append("a", value), HeaderError::InvalidSyntax);
        err!(fields.set("a", &[value.to_vec()]), HeaderError::InvalidSyntax);
        err!(Fields::from_list(&[("a".to_string(), value.to_vec())]), HeaderError::InvalidSyntax);
    }
    fields.append("a", b"caf\xe9 \t x").right();
    for name in ["Host", "connection", "Transfer-Encoding", "keep-alive", "upgrade", "proxy-connection"] {
        err!(fields.append(name, b"x"), HeaderError::Forbidden);
        err!(fields.set(name, &[]), HeaderError::Forbidden);
        err!(Fields::from_list(&[(name.to_string(), b"x".to_vec())]), HeaderError::Forbidden);
    }
}

fn request(server: &Server) {
    let request = OutgoingRequest::new(from(&[("x-a", "1")]));
    yes!(matches!(request.method(), Method::Get));
    yes!(request.path_with_query().is_none() && request.scheme().is_none() && request.authority().is_none());
    request.set_method(&Method::Other("PURGE".into())).right();
    yes!(matches!(request.method(), Method::Other(name) if name == "PURGE"));
    err!(request.set_method(&Method::Other("A B".into())), ());
    for path in ["/", "/a?b=c%20d", "?x", ""] {
        request.set_path_with_query(Some(path)).right();
        yes!(request.path_with_query().as_deref() == Some(path));
    }
    for path in ["/a b", "/a#b", "a", "/a\r\nx: y", "/%g0"] {
        err!(request.set_path_with_query(Some(path)), ());
    }
    request.set_path_with_query(None).right();
    yes!(request.path_with_query().is_none());
    request.set_scheme(Some(&Scheme::Other("gopher".into()))).right();
    yes!(matches!(request.scheme(), Some(Scheme::Other(name)) if name == "gopher"));
    err!(request.set_scheme(Some(&Scheme::Other("1:".into()))), ());
    for authority in ["example.com", "example.com:80", "[::1]:80", "127.0.0.1"] {
        request.set_authority(Some(authority)).right();
        yes!(request.authority().as_deref() == Some(authority));
    }
    for authority in ["a b", "user@example.com", "example.com:99999", "example.com/x", "a:b", ""] {
        err!(request.set_authority(Some(authority)), ());
    }
    let headers = request.headers();
    yes!(headers.get("x-a") == [b"1"]);
    err!(headers.append("x-b", b""), HeaderError::Immutable);
    err!(headers.set("x-a", &[]), HeaderError::Immutable);
    err!(headers.delete("x-a"), HeaderError::Immutable);
    let _body = request.body().right();
    err!(request.body(), ());
    let seen = server.text("/head?q=1");
    yes!(seen.starts_with("GET /head?q=1\n"));
    yes!(seen.contains(&format!("host: {}\n", server.0)));
    yes!(!seen.contains("transfer-encoding") && !seen.contains("user-agent"));
    let purge = server.request(Method::Other("PURGE".into()), "?x", from(&[("X-Many", "1"), ("X-Many", "2")]));
    let seen = text(wait(&handle(purge, None).right()).right());
    yes!(seen.starts_with("PURGE /?x\n"));
    yes!(seen.contains("x-many: 1\nx-many: 2\n"));
}

fn options(server: &Server) {
    let options = RequestOptions::new();
    yes!(options.connect_timeout().is_none());
    yes!(options.first_byte_timeout().is_none());
    yes!(options.between_bytes_timeout().is_none());
    options.set_connect_timeout(Some(u64::MAX)).right();
    yes!(options.connect_timeout() == Some(u64::MAX));
    options.set_first_byte_timeout(Some(50_000_000)).right();
    yes!(options.first_byte_timeout() == Some(50_000_000));
    options.set_between_bytes_timeout(Some(50_000_000)).right();
    yes!(options.between_bytes_timeout() == Some(50_000_000));
    let late = handle(server.request(Method::Get, "/never", Fields::new()), Some(options)).right();
    err!(wait(&late), Error::ConnectionReadTimeout);
    let options = RequestOptions::new();
    options.set_between_bytes_timeout(Some(50_000_000)).right();
    let slow = handle(server.request(Method::Get, "/stuck", Fields::new()), Some(options)).right();
    let body = wait(&slow).right().consume().right();
    err!(read(&body), Error::ConnectionReadTimeout);
    let options = RequestOptions::new();
    options.set_connect_timeout(None).right();
    options.set_first_byte_timeout(None).right();
    options.set_between_bytes_timeout(None).right();
    yes!(options.connect_timeout().is_none());
}

fn response(server: &Server) {
    let response = server.get("/hello").right();
    yes!(response.status() == 200);
    let headers = response.headers();
    yes!(headers.get("X-Two") == [&b"a"[..], b"b"]);
    yes!(headers.get("content-length") == [b"5"]);
    err!(headers.delete("x-two"), HeaderError::Immutable);
    let mine = headers.clone();
    mine.delete("x-two").right();
    drop(headers);
    let body = response.consume().right();
    err!(response.consume(), ());
    let stream = body.stream().right();
    err!(body.stream(), ());
    yes!(stream.blocking_read(3).right() == b"Hel");
    yes!(stream.blocking_read(3).right() == b"lo");
    err!(stream.blocking_read(3), StreamError::Closed);
    // What redirects is a response like any other.
    let moved = server.get("/moved").right();
    yes!(moved.status() == 302 && moved.headers().get("location") == [b"/hello"]);
    yes!(server.get("/none").right().status() == 404);
    // One that is not read is no hindrance to the next.
    for _ in 0..20 {
        drop(server.get("/big").right());
    }
    let head = wait(&handle(server.request(Method::Head, "/hello", Fields::new()), None).right()).right();
    yes!(head.headers().get("content-length") == [b"5"] && text(head).is_empty());
}

fn incoming_body(server: &Server) {
    let mut read_ = 0;
    let response = server.get("/big").right();
    let body = response.consume().right();
    let stream = body.stream().right();
    let pollable = stream.subscribe();
    loop {
        pollable.block();
        match stream.read(100_000) {
            Ok(bytes) => {
                yes!(!bytes.is_empty());
                yes!(bytes.iter().all(|byte| *byte == b'b'));
                read_ += bytes.len();
            }
            Err(StreamError::Closed) => break,
            Err(_) => wrong(),
        }
    }
    yes!(read_ == 4 << 20);
    let cut = server.get("/cut").right().consume().right();
    err!(read(&cut), Error::HttpResponseIncomplete);
}

fn trailers(server: &Server) {
    let body = server.get("/trailers").right().consume().right();
    yes!(read(&body).right() == b"body");
    let future = IncomingBody::finish(body);
    future.subscribe().block();
    let trailers = future.get().right().right().right().right();
    yes!(trailers.get("X-Check") == [b"7"]);
    err!(trailers.delete("x-check"), HeaderError::Immutable);
    err!(future.get().right(), ());
    drop(trailers);
    // None, and of a body that was not read.
    let future = IncomingBody::finish(server.get("/big").right().consume().right());
    future.subscribe().block();
    yes!(future.get().right().right().right().is_none());
    let future = IncomingBody::finish(server.get("/cut").right().consume().right());
    future.subscribe().block();
    err!(future.get().right().right(), Error::HttpResponseIncomplete);
}

fn outgoing_body(server: &Server) {
    // Before the request is made, and after.
    let request = server.request(Method::Post, "/echo", from(&[("content-type", "text/plain")]));
    let body = request.body().right();
    let stream = body.write().right();
    err!(body.write(), ());
    stream.blocking_write_and_flush(b"before, ").right();
    let future = handle(request, None).right();
    stream.blocking_write_and_flush(b"after").right();
    drop(stream);
    OutgoingBody::finish(body, None).right();
    let response = wait(&future).right();
    yes!(response.headers().get("content-type") == [b"text/plain"]);
    yes!(text(response) == "before, after");
    // More than fits anywhere, in both directions at once.
    let request = server.request(Method::Post, "/echo", Fields::new());
    let body = request.body().right();
    let future = handle(request, None).right();
    let stream = body.write().right();
    let bytes = vec![b'x'; 1000];
    let mut sent = 0;
    let mut got = 0;
    stream.blocking_write_and_flush(&bytes).right();
    sent += bytes.len();
    let incoming = wait(&future).right().consume().right();
    let input = incoming.stream().right();
    while sent < 3_000_000 {
        while stream.check_write().right() < 1000 {
            got += input.blocking_read(1 << 20).right().len();
        }
        stream.write(&bytes).right();
        sent += bytes.len();
        got += input.read(1 << 20).right().len();
    }
    drop(stream);
    OutgoingBody::finish(body, None).right();
    loop {
        match input.blocking_read(1 << 20) {
            Ok(bytes) => got += bytes.len(),
            Err(StreamError::Closed) => break,
            Err(_) => wrong(),
        }
    }
    yes!(got == sent);
    // As long as its headers say, no more and no less.
    let sized = |length: &str| {
        let request = server.request(Method::Put, "/echo", from(&[("content-length", length)]));
        let body = request.body().right();
        (handle(request, None).right(), body)
    };
    let (future, body) = sized("5");
    write(&body, b"12345");
    OutgoingBody::finish(body, None).right();
    yes!(text(wait(&future).right()) == "12345");
    let (_future, body) = sized("5");
    write(&body, b"1234");
    err!(OutgoingBody::finish(body, None), Error::HttpRequestBodySize(Some(4)));
    let (_future, body) = sized("5");
    let stream = body.write().right();
    match stream.blocking_write_and_flush(b"123456") {
        Err(StreamError::LastOperationFailed(error)) => {
            yes!(matches!(http_error_code(&error), Some(Error::HttpRequestBodySize(Some(6)))))
        }
        _ => wrong(),
    }
    // An empty one, and one that is given up.
    let request = server.request(Method::Post, "/head", Fields::new());
    let body = request.body().right();
    let future = handle(request, None).right();
    OutgoingBody::finish(body, None).right();
    yes!(text(wait(&future).right()).contains("content-length: 0\n"));
    let request = server.request(Method::Post, "/echo", Fields::new());
    let body = request.body().right();
    write(&body, b"half");
    let future = handle(request, None).right();
    drop(body);
    yes!(match wait(&future) {
        Err(_) => true,
        Ok(response) => read(&response.consume().right()).is_err(),
    });
}

fn future(server: &Server) {
    let future = handle(server.request(Method::Get, "/hello", Fields::new()), None).right();
    let pollable = future.subscribe();
    pollable.block();
    yes!(pollable.ready());
    yes!(future.get().right().right().right().status() == 200);
    err!(future.get().right(), ());
    // Given up.
    for _ in 0..20 {
        drop(handle(server.request(Method::Get, "/never", Fields::new()), None).right());
    }
}

fn handler(server: &Server) {
    let to = |scheme: Option<Scheme>, authority: Option<&str>, method: Method| {
        let request = OutgoingRequest::new(Fields::new());
        request.set_scheme(scheme.as_ref()).right();
        request.set_authority(authority).right();
        request.set_method(&method).right();
        handle(request, None)
    };
    let failed = |authority: &str| match wait(&to(Some(Scheme::Http), Some(authority), Method::Get).right()) {
        Err(error) => error,
        Ok(_) => wrong(),
    };
    err!(to(Some(Scheme::Http), None, Method::Get), Error::HttpRequestUriInvalid);
    err!(to(Some(Scheme::Other("ftp".into())), Some("a"), Method::Get), Error::HttpRequestUriInvalid);
    err!(to(Some(Scheme::Http), Some("a"), Method::Connect), Error::HttpRequestMethodInvalid);
    // Nobody listens at 1; the rest is not allowed.
    yes!(matches!(failed("127.0.0.1:1"), Error::ConnectionRefused));
    yes!(matches!(failed("10.0.0.1"), Error::DestinationIpProhibited));
    yes!(matches!(failed("169.254.169.254"), Error::DestinationIpProhibited));
    yes!(matches!(failed("[::ffff:10.0.0.1]"), Error::DestinationIpProhibited));
    yes!(matches!(failed("[fe80::1]"), Error::DestinationIpProhibited));
    yes!(matches!(failed("denied.example"), Error::DestinationIpProhibited));
    yes!(matches!(failed("nowhere.invalid"), Error::DnsError(_)));
    // By name, whose addresses are what counts.
    let port = server.0.rsplit(':').next().right();
    let named = Server(format!("localhost:{port}"));
    yes!(named.text("/head").contains(&format!("host: localhost:{port}\n")));
    // What speaks no TLS.
    let tls = to(Some(Scheme::Https), Some(&server.0), Method::Get).right();
    yes!(matches!(wait(&tls), Err(Error::TlsProtocolError | Error::ConnectionTerminated)));
    // Many at once, each to its own.
    let all: Vec<_> = (0..100)
        .map(|i| handle(server.request(Method::Get, &format!("/head?{i}"), Fields::new()), None).right())
        .collect();
    for (i, future) in all.iter().enumerate() {
        yes!(text(wait(future).right()).starts_with(&format!("GET /head?{i}\n")));
    }
}

fn error_code(server: &Server) {
    let cut = server.get("/cut").right().consume().right();
    err!(read(&cut), Error::HttpResponseIncomplete);
}

const ALL: [(&str, fn(&Server)); 40] = [
    ("handle", handler),
    ("http-error-code", error_code),
    ("[constructor]fields", fields),
    ("[static]fields.from-list", fields),
    ("[method]fields.get", fields),
    ("[method]fields.has", fields),
    ("[method]fields.set", fields),
    ("[method]fields.delete", fields),
    ("[method]fields.append", fields),
    ("[method]fields.entries", fields),
    ("[method]fields.clone", fields),
    ("[constructor]outgoing-request", request),
    ("[method]outgoing-request.body", request),
    ("[method]outgoing-request.method", request),
    ("[method]outgoing-request.set-method", request),
    ("[method]outgoing-request.path-with-query", request),
    ("[method]outgoing-request.set-path-with-query", request),
    ("[method]outgoing-request.scheme", request),
    ("[method]outgoing-request.set-scheme", request),
    ("[method]outgoing-request.authority", request),
    ("[method]outgoing-request.set-authority", request),
    ("[method]outgoing-request.headers", request),
    ("[constructor]request-options", options),
    ("[method]request-options.connect-timeout", options),
    ("[method]request-options.set-connect-timeout", options),
    ("[method]request-options.first-byte-timeout", options),
    ("[method]request-options.set-first-byte-timeout", options),
    ("[method]request-options.between-bytes-timeout", options),
    ("[method]request-options.set-between-bytes-timeout", options),
    ("[method]incoming-response.status", response),
    ("[method]incoming-response.headers", response),
    ("[method]incoming-response.consume", response),
    ("[method]incoming-body.stream", incoming_body),
    ("[static]incoming-body.finish", trailers),
    ("[method]future-trailers.subscribe", trailers),
    ("[method]future-trailers.get", trailers),
    ("[method]outgoing-body.write", outgoing_body),
    ("[static]outgoing-body.finish", outgoing_body),
    ("[method]future-incoming-response.subscribe", future),
    ("[method]future-incoming-response.get", future),
];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let server = Server(words[0].clone());
    for (name, check) in ALL {
        if words.len() == 1 || words[1..].iter().any(|word| word == name) {
            check(&server);
            println!("ok {name}");
        }
    }
}
