//! Makes, reads and removes a tree through the standard library, and checks what it reads. Expects what `files` does, and
//! prints `ok`.
fn main() {
    use std::{fs, io::Write};
    fs::create_dir_all("/rw/std/a/b").unwrap();
    fs::write("/rw/std/a/b/f", "one\n").unwrap();
    fs::OpenOptions::new().append(true).open("/rw/std/a/b/f").unwrap().write_all(b"two\n").unwrap();
    assert_eq!(fs::read_to_string("/rw/std/a/b/f").unwrap(), "one\ntwo\n");
    fs::copy("/ro/file", "/rw/std/a/copy").unwrap();
    assert_eq!(fs::read("/rw/std/a/copy").unwrap(), b"read me");
    assert_eq!(fs::read_dir("/rw/std/a").unwrap().count(), 2);
    assert_eq!(fs::write("/ro/new", "").err().and_then(|e| e.raw_os_error()), Some(69));
    fs::remove_dir_all("/rw/std").unwrap();
    assert!(fs::metadata("/rw/std").is_err());
    println!("ok");
}
