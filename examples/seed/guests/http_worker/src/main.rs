//! Fetches the page that `API_URL` names, after a nap. With the id of a function entry as its word, it hands the page to
//! that function and prints the answer; with the word `offline` it stops before the request.
//! It uses all of the four imports that its entry declares, and its blocking calls know nothing of the host.
use std::{env, process::ExitCode, thread, time::Duration};

use wasip2::http::{
    outgoing_handler,
    types::{ErrorCode, Fields, OutgoingRequest, Scheme},
};
use wasip2::io::streams::StreamError;

wit_bindgen::generate!({
    inline: "
        package myns:guests;
        world http-worker {
            import wippy:runtime/funcs@0.1.0;
        }
        package wippy:runtime@0.1.0 {
            interface funcs {
                call-string: func(target: string, input: string) -> result<string, string>;
            }
        }
    ",
    generate_all
});
use wippy::runtime::funcs;

fn main() -> ExitCode {
    match work() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("http_worker: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn work() -> Result<(), String> {
    let url = env::var("API_URL").map_err(|e| format!("API_URL: {e}"))?;
    println!("API_URL={url}");
    thread::sleep(Duration::from_millis(50));
    println!("slept 50 ms");
    let word = env::args().nth(1);
    if word.as_deref() == Some("offline") {
        return Ok(());
    }
    let (status, page) = get(&url)?;
    println!("status {status}, {} bytes", page.len());
    if let Some(function) = word {
        let page = String::from_utf8_lossy(&page);
        println!("{}", funcs::call_string(&function, &page)?);
    }
    Ok(())
}

fn get(url: &str) -> Result<(u16, Vec<u8>), String> {
    let (scheme, rest) = url.split_once("://").ok_or("API_URL: no scheme")?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let scheme = match scheme {
        "http" => Scheme::Http,
        "https" => Scheme::Https,
        other => Scheme::Other(other.into()),
    };
    let request = OutgoingRequest::new(Fields::new());
    request.set_scheme(Some(&scheme)).map_err(|()| "API_URL: bad scheme")?;
    request.set_authority(Some(authority)).map_err(|()| "API_URL: bad authority")?;
    let path = if path.is_empty() { "/" } else { path };
    request.set_path_with_query(Some(path)).map_err(|()| "API_URL: bad path")?;

    let refused = |e: ErrorCode| format!("{url}: {e:?}");
    let pending = outgoing_handler::handle(request, None).map_err(refused)?;
    pending.subscribe().block();
    // Ready by now, and taken for the first time: neither layer around the answer can be missing.
    let response = pending.get().unwrap().unwrap().map_err(refused)?;
    let status = response.status();
    let body = response.consume().unwrap();
    let stream = body.stream().unwrap();
    let mut page = Vec::new();
    loop {
        match stream.blocking_read(64 * 1024) {
            Ok(bytes) => page.extend(bytes),
            Err(StreamError::Closed) => return Ok((status, page)),
            Err(StreamError::LastOperationFailed(e)) => return Err(format!("{url}: {}", e.to_debug_string())),
        }
    }
}
