//! Exercises each function of wasi:io, wasi:clocks, wasi:random and wasi:cli and checks the answers. One word: the function
//! to exercise, as `interface#function`; `list` prints all of them, `wait` waits for an hour. Expects GREETING=hello,
//! TZ=Asia/Kolkata, a working directory /work, terminals at input, output and error, "0123456789" on standard input, which
//! then stays silent and open, and a standard error that fails with each write. Prints `ok FUNCTION`, after what the output
//! functions wrote, which the host checks.
wit_bindgen::generate!({ path: "system.wit", world: "system", generate_all });

use wasi::{
    cli::{environment, exit, stderr, stdin, stdout, terminal_stderr, terminal_stdin, terminal_stdout},
    clocks::{monotonic_clock as clock, timezone, wall_clock},
    io::{
        poll::{self, Pollable},
        streams::{InputStream, OutputStream, StreamError},
    },
    random::{insecure, insecure_seed, random},
};

const MILLISECOND: u64 = 1_000_000;

#[cold]
#[track_caller]
fn wrong() -> ! {
    let at = std::panic::Location::caller();
    say(&format!("wrong answer in line {}\n", at.line()));
    std::process::abort()
}

#[track_caller]
fn yes(condition: bool) {
    if !condition {
        wrong()
    }
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

/// Tells the host.
fn say(text: &str) {
    let out = stdout::get_stdout();
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        out.subscribe().block();
        let count = (out.check_write().unwrap_or(0) as usize).min(rest.len());
        if out.write(&rest[..count]).is_err() {
            std::process::abort()
        }
        rest = &rest[count..];
    }
    let _ = out.blocking_flush();
}

fn input() -> InputStream {
    stdin::get_stdin()
}

fn output() -> OutputStream {
    stdout::get_stdout()
}

/// Waits until there is input.
fn filled() -> InputStream {
    let stream = input();
    stream.subscribe().block();
    stream
}

/// A pollable that is ready only when `after` milliseconds are over.
fn timer(after: u64) -> Pollable {
    clock::subscribe_duration(after * MILLISECOND)
}

fn to_debug_string() {
    let broken = stderr::get_stderr();
    match broken.blocking_write_and_flush(b"x") {
        Err(StreamError::LastOperationFailed(error)) => yes(error.to_debug_string().contains("out of order")),
        _ => wrong(),
    }
    yes(matches!(broken.blocking_write_and_flush(b"x"), Err(StreamError::Closed)));
}

fn ready() {
    yes(timer(0).ready());
    let later = timer(20);
    yes(!later.ready());
    later.block();
    yes(later.ready());
}

fn block() {
    let start = clock::now();
    timer(20).block();
    yes(clock::now() - start >= 20 * MILLISECOND);
}

fn poll_all() {
    let (far, near, now) = (timer(3_600_000), timer(20), timer(0));
    yes(poll::poll(&[&far, &now, &near, &now]).starts_with(&[1]));
    yes(poll::poll(&[&far, &near]) == [1]);
    yes(near.ready() && !far.ready());
}

fn read() {
    let stream = filled();
    yes(stream.read(4).right() == b"0123");
    yes(stream.read(0).right() == b"");
    yes(stream.read(u64::MAX).right() == b"456789");
    yes(stream.read(1).right() == b"");
    yes(!stream.subscribe().ready());
}

fn blocking_read() {
    let stream = input();
    yes(stream.blocking_read(4).right() == b"0123");
    yes(stream.blocking_read(100).right() == b"456789");
}

fn skip() {
    let stream = filled();
    yes(stream.skip(3).right() == 3);
    yes(stream.read(2).right() == b"34");
    yes(stream.skip(100).right() == 5);
    yes(stream.skip(1).right() == 0);
}

fn blocking_skip() {
    let stream = input();
    yes(stream.blocking_skip(3).right() == 3);
    yes(stream.blocking_skip(100).right() == 7);
}

fn input_subscribe() {
    let stream = input();
    let (there, far) = (stream.subscribe(), timer(3_600_000));
    yes(poll::poll(&[&far, &there]) == [1]);
    yes(there.ready());
    yes(stream.read(10).right().len() == 10);
    yes(!there.ready());
    let soon = timer(20);
    yes(poll::poll(&[&there, &soon]) == [1]);
}

fn check_write() {
    let out = output();
    let room = out.check_write().right();
    yes(room > 0);
    out.write(&vec![b'x'; room as usize]).right();
    say("\n");
    let broken = stderr::get_stderr();
    yes(broken.blocking_write_and_flush(b"x").is_err());
    yes(matches!(broken.check_write(), Err(StreamError::Closed)));
}

fn write() {
    let out = output();
    yes(out.check_write().right() >= 7);
    out.write(b"writ").right();
    out.write(b"ten").right();
    out.blocking_flush().right();
}

fn blocking_write_and_flush() {
    output().blocking_write_and_flush(&[b'y'; 4096]).right();
    output().blocking_write_and_flush(b"").right();
}

/// Of an output that goes on, and of one that fails.
fn flush() {
    let out = output();
    yes(out.check_write().right() > 0);
    out.write(b"flushed").right();
    out.flush().right();
    out.subscribe().block();
    yes(out.check_write().right() > 0);
    let broken = stderr::get_stderr();
    yes(broken.check_write().right() > 0);
    yes(broken.write(b"x").is_err() || broken.flush().is_err());
    yes(matches!(broken.flush(), Err(StreamError::Closed)));
}

fn blocking_flush() {
    let out = output();
    yes(out.check_write().right() > 0);
    out.write(b"flushed").right();
    out.blocking_flush().right();
    let broken = stderr::get_stderr();
    yes(broken.check_write().right() > 0);
    yes(broken.write(b"x").is_err() || broken.blocking_flush().is_err());
    yes(matches!(broken.blocking_flush(), Err(StreamError::Closed)));
}

/// It is ready, and again after what was written has gone out.
fn output_subscribe() {
    let out = output();
    let (there, far) = (out.subscribe(), timer(3_600_000));
    yes(poll::poll(&[&far, &there]) == [1]);
    yes(there.ready());
    let room = out.check_write().right();
    out.write(&vec![b'x'; room as usize]).right();
    out.flush().right();
    there.block();
    yes(out.check_write().right() > 0);
}

fn write_zeroes() {
    let out = output();
    yes(out.check_write().right() >= 3);
    out.write_zeroes(3).right();
    out.blocking_flush().right();
}

fn blocking_write_zeroes_and_flush() {
    output().blocking_write_zeroes_and_flush(4096).right();
}

fn splice() {
    let source = filled();
    let out = output();
    yes(out.check_write().right() >= 10);
    yes(out.splice(&source, 4).right() == 4);
    yes(out.splice(&source, u64::MAX).right() == 6);
    yes(out.splice(&source, 1).right() == 0);
    out.blocking_flush().right();
}

fn blocking_splice() {
    let source = input();
    let out = output();
    yes(out.blocking_splice(&source, 4).right() == 4);
    yes(out.blocking_splice(&source, u64::MAX).right() == 6);
    out.blocking_flush().right();
}

fn monotonic_now() {
    let first = clock::now();
    timer(5).block();
    let second = clock::now();
    yes(first > 0 && second - first >= 5 * MILLISECOND);
}

fn monotonic_resolution() {
    yes(clock::resolution() > 0);
}

fn subscribe_instant() {
    yes(clock::subscribe_instant(0).ready());
    yes(!clock::subscribe_instant(u64::MAX).ready());
    let now = clock::now();
    clock::subscribe_instant(now + 20 * MILLISECOND).block();
    yes(clock::now() >= now + 20 * MILLISECOND);
}

fn subscribe_duration() {
    yes(clock::subscribe_duration(0).ready());
    yes(!clock::subscribe_duration(u64::MAX).ready());
    let now = clock::now();
    clock::subscribe_duration(20 * MILLISECOND).block();
    yes(clock::now() >= now + 20 * MILLISECOND);
}

fn wall_now() {
    let now = wall_clock::now();
    yes(now.seconds > 1_700_000_000 && now.nanoseconds < 1_000_000_000);
}

fn wall_resolution() {
    let resolution = wall_clock::resolution();
    yes(resolution.seconds == 0 && resolution.nanoseconds > 0);
}

fn display() {
    let shown = timezone::display(wall_clock::Datetime { seconds: 1_700_000_000, nanoseconds: 0 });
    yes(shown.utc_offset == 19_800 && !shown.in_daylight_saving_time && !shown.name.is_empty());
}

fn utc_offset() {
    yes(timezone::utc_offset(wall_clock::Datetime { seconds: 1_700_000_000, nanoseconds: 0 }) == 19_800);
}

fn bytes(get: fn(u64) -> Vec<u8>) {
    yes(get(0).is_empty());
    let (first, second) = (get(100_000), get(100_000));
    yes(first.len() == 100_000 && second.len() == 100_000 && first != second);
    // Each value is there some 390 times.
    let mut counts = [0; 256];
    first.iter().for_each(|&byte| counts[byte as usize] += 1);
    yes(counts.iter().all(|&count| count > 200 && count < 600));
}

fn numbers(get: fn() -> u64) {
    let all: Vec<u64> = (0..64).map(|_| get()).collect();
    yes(all.iter().fold(0, |bits, each| bits | each) == u64::MAX);
    yes(all.iter().fold(u64::MAX, |bits, each| bits & each) == 0);
}

fn seed() {
    yes(insecure_seed::insecure_seed() != (0, 0));
}

fn get_environment() {
    let variables = environment::get_environment();
    yes(variables.iter().any(|(name, value)| name == "GREETING" && value == "hello"));
    yes(variables.iter().any(|(name, value)| name == "TZ" && value == "Asia/Kolkata"));
    yes(variables.len() == 2);
}

fn get_arguments() {
    yes(environment::get_arguments() == ["system", "wasi:cli/environment@0.2.12#get-arguments"]);
}

fn initial_cwd() {
    yes(environment::initial_cwd().as_deref() == Some("/work"));
}

fn get_stdin() {
    yes(stdin::get_stdin().blocking_read(3).right() == b"012");
    yes(stdin::get_stdin().blocking_read(3).right() == b"345");
}

fn get_stdout() {
    stdout::get_stdout().blocking_write_and_flush(b"out").right();
}

fn get_stderr() {
    yes(matches!(stderr::get_stderr().blocking_write_and_flush(b"err"), Err(StreamError::LastOperationFailed(_))));
}

fn exits() {
    say("leaving");
    exit::exit(Err(()))
}

fn exits_with_code() {
    say("leaving");
    exit::exit_with_code(42)
}

const FUNCTIONS: &[(&str, fn())] = &[
    ("wasi:io/error@0.2.12#[method]error.to-debug-string", to_debug_string),
    ("wasi:io/poll@0.2.12#[method]pollable.ready", ready),
    ("wasi:io/poll@0.2.12#[method]pollable.block", block),
    ("wasi:io/poll@0.2.12#poll", poll_all),
    ("wasi:io/streams@0.2.12#[method]input-stream.read", read),
    ("wasi:io/streams@0.2.12#[method]input-stream.blocking-read", blocking_read),
    ("wasi:io/streams@0.2.12#[method]input-stream.skip", skip),
    ("wasi:io/streams@0.2.12#[method]input-stream.blocking-skip", blocking_skip),
    ("wasi:io/streams@0.2.12#[method]input-stream.subscribe", input_subscribe),
    ("wasi:io/streams@0.2.12#[method]output-stream.check-write", check_write),
    ("wasi:io/streams@0.2.12#[method]output-stream.write", write),
    ("wasi:io/streams@0.2.12#[method]output-stream.blocking-write-and-flush", blocking_write_and_flush),
    ("wasi:io/streams@0.2.12#[method]output-stream.flush", flush),
    ("wasi:io/streams@0.2.12#[method]output-stream.blocking-flush", blocking_flush),
    ("wasi:io/streams@0.2.12#[method]output-stream.subscribe", output_subscribe),
    ("wasi:io/streams@0.2.12#[method]output-stream.write-zeroes", write_zeroes),
    ("wasi:io/streams@0.2.12#[method]output-stream.blocking-write-zeroes-and-flush", blocking_write_zeroes_and_flush),
    ("wasi:io/streams@0.2.12#[method]output-stream.splice", splice),
    ("wasi:io/streams@0.2.12#[method]output-stream.blocking-splice", blocking_splice),
    ("wasi:clocks/monotonic-clock@0.2.12#now", monotonic_now),
    ("wasi:clocks/monotonic-clock@0.2.12#resolution", monotonic_resolution),
    ("wasi:clocks/monotonic-clock@0.2.12#subscribe-instant", subscribe_instant),
    ("wasi:clocks/monotonic-clock@0.2.12#subscribe-duration", subscribe_duration),
    ("wasi:clocks/wall-clock@0.2.12#now", wall_now),
    ("wasi:clocks/wall-clock@0.2.12#resolution", wall_resolution),
    ("wasi:clocks/timezone@0.2.12#display", display),
    ("wasi:clocks/timezone@0.2.12#utc-offset", utc_offset),
    ("wasi:random/random@0.2.12#get-random-bytes", || bytes(random::get_random_bytes)),
    ("wasi:random/random@0.2.12#get-random-u64", || numbers(random::get_random_u64)),
    ("wasi:random/insecure@0.2.12#get-insecure-random-bytes", || bytes(insecure::get_insecure_random_bytes)),
    ("wasi:random/insecure@0.2.12#get-insecure-random-u64", || numbers(insecure::get_insecure_random_u64)),
    ("wasi:random/insecure-seed@0.2.12#insecure-seed", seed),
    ("wasi:cli/environment@0.2.12#get-environment", get_environment),
    ("wasi:cli/environment@0.2.12#get-arguments", get_arguments),
    ("wasi:cli/environment@0.2.12#initial-cwd", initial_cwd),
    ("wasi:cli/exit@0.2.12#exit", exits),
    ("wasi:cli/exit@0.2.12#exit-with-code", exits_with_code),
    ("wasi:cli/stdin@0.2.12#get-stdin", get_stdin),
    ("wasi:cli/stdout@0.2.12#get-stdout", get_stdout),
    ("wasi:cli/stderr@0.2.12#get-stderr", get_stderr),
    ("wasi:cli/terminal-stdin@0.2.12#get-terminal-stdin", || yes(terminal_stdin::get_terminal_stdin().is_some())),
    ("wasi:cli/terminal-stdout@0.2.12#get-terminal-stdout", || yes(terminal_stdout::get_terminal_stdout().is_some())),
    ("wasi:cli/terminal-stderr@0.2.12#get-terminal-stderr", || yes(terminal_stderr::get_terminal_stderr().is_some())),
];

fn main() {
    // When arguments can't be had, nothing is exercised.
    let word = environment::get_arguments().pop().unwrap_or_default();
    if word == "wait" {
        timer(3_600_000).block();
    }
    for (name, test) in FUNCTIONS {
        if word == "list" {
            say(&format!("{name}\n"));
        } else if word == *name {
            test();
            say(&format!("ok {name}\n"));
        }
    }
}
