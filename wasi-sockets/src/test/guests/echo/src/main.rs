//! The standard library's own sockets. `serve`: listens on a port of 127.0.0.1, tells it, and sends back what the first
//! who connects sends. `client HOST:PORT WORDS`: sends the words, and prints what comes back. `wait HOST:PORT`: reads
//! what never comes.
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words[0].as_str() {
        "serve" => {
            let listener = TcpListener::bind("127.0.0.1:0")?;
            println!("{}", listener.local_addr()?.port());
            let (mut peer, _) = listener.accept()?;
            let mut all = [0; 65536];
            loop {
                let count = peer.read(&mut all)?;
                if count == 0 {
                    return Ok(());
                }
                peer.write_all(&all[..count])?;
            }
        }
        "client" => {
            let mut peer = TcpStream::connect(&words[1])?;
            peer.write_all(words[2..].join(" ").as_bytes())?;
            peer.shutdown(Shutdown::Write)?;
            let mut all = String::new();
            peer.read_to_string(&mut all)?;
            println!("{all}");
            Ok(())
        }
        _ => {
            let mut peer = TcpStream::connect(&words[1])?;
            println!("connected");
            let mut byte = [0];
            peer.read_exact(&mut byte)
        }
    }
}
