//! Gets a URL and copies the response's body to standard output, piece by piece.
use std::process::ExitCode;
use wasip2::cli::stdout::get_stdout;
use wasip2::http::outgoing_handler::handle;
use wasip2::http::types::{Fields, OutgoingRequest, Scheme};
use wasip2::io::streams::StreamError;

fn fetch(url: &str) -> Result<(), String> {
    let (scheme, rest) = url.split_once("://").ok_or(format!("{url} is no URL"))?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let scheme = if scheme == "http" { Scheme::Http } else { Scheme::Https };

    let request = OutgoingRequest::new(Fields::new());
    let wrong = |()| format!("{url} is no URL");
    request.set_scheme(Some(&scheme)).map_err(wrong)?;
    request.set_authority(Some(authority)).map_err(wrong)?;
    request.set_path_with_query(Some(path)).map_err(wrong)?;

    let future = handle(request, None).map_err(|error| error.to_string())?;
    // The process is suspended here, and holds no thread.
    future.subscribe().block();
    let response = future.get().unwrap().unwrap().map_err(|error| error.to_string())?;
    if response.status() >= 300 {
        return Err(format!("status {}", response.status()));
    }

    let body = response.consume().unwrap();
    let (input, output) = (body.stream().unwrap(), get_stdout());
    loop {
        match output.blocking_splice(&input, 65536) {
            Ok(_) => (),
            Err(StreamError::Closed) => return output.blocking_flush().map_err(|error| error.to_string()),
            Err(error) => return Err(error.to_string()),
        }
    }
}

fn main() -> ExitCode {
    for url in std::env::args().skip(1) {
        if let Err(message) = fetch(&url) {
            eprintln!("{url}: {message}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
