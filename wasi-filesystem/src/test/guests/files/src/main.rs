//! Exercises each function of wasi:filesystem and checks the answers. Words: the functions to exercise, by their names in
//! WIT; none for all of them; or one of HOSTILE. Expects to be given a writable, empty /rw and a read-only /ro with `file`
//! ("read me") and `dir/`. Prints `ok NAME` for each; the first wrong answer is a panic.
wit_bindgen::generate!({ path: "files.wit", world: "files", generate_all });

use wasi::filesystem::{
    preopens::get_directories,
    types::{
        filesystem_error_code, Advice, Descriptor, DescriptorFlags as Flags, DescriptorType as Type, ErrorCode as Error,
        NewTimestamp, OpenFlags as Open, PathFlags as Path,
    },
};
use wasi::io::streams::StreamError;

const NO: Path = Path::empty();
const FOLLOW: Path = Path::SYMLINK_FOLLOW;
const BOTH: Flags = Flags::READ.union(Flags::WRITE);

// The macros and methods of the standard library print what they compare, which is half of the binary.

#[cold]
#[track_caller]
fn wrong() -> ! {
    panic!("wrong answer")
}

macro_rules! yes {
    ($condition:expr) => {
        if !$condition {
            wrong()
        }
    };
}

macro_rules! eq {
    ($answer:expr, $expected:expr) => {
        yes!($answer == $expected)
    };
}

macro_rules! ne {
    ($answer:expr, $other:expr) => {
        yes!($answer != $other)
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

/// The two mounts, and a folder in the writable one that is the function's own.
struct World {
    rw: Descriptor,
    ro: Descriptor,
}

impl World {
    fn file(&self, name: &str, contents: &[u8]) -> Descriptor {
        let file = self.rw.open_at(NO, name, Open::CREATE | Open::TRUNCATE, BOTH).right();
        write_all(&file, contents, 0);
        file
    }

    fn ro_file(&self) -> Descriptor {
        self.ro.open_at(NO, "file", Open::empty(), Flags::READ).right()
    }
}

fn write_all(file: &Descriptor, contents: &[u8], offset: u64) {
    let mut done = 0;
    while done < contents.len() {
        done += file.write(&contents[done..], offset + done as u64).right() as usize;
    }
}

fn contents(file: &Descriptor) -> Vec<u8> {
    let mut all = Vec::new();
    loop {
        let (bytes, end) = file.read(1 << 16, all.len() as u64).right();
        all.extend(bytes);
        if end {
            return all;
        }
    }
}

#[track_caller]
fn is<T>(answer: Result<T, Error>, expected: Error) {
    yes!(answer.err() == Some(expected));
}

#[track_caller]
fn error<T>(answer: Result<T, StreamError>) -> Option<Error> {
    match answer {
        Err(StreamError::LastOperationFailed(error)) => filesystem_error_code(&error),
        _ => wrong(),
    }
}

fn at(seconds: u64, nanoseconds: u32) -> NewTimestamp {
    NewTimestamp::Timestamp(wasi::clocks::wall_clock::Datetime { seconds, nanoseconds })
}

fn names(directory: &Descriptor) -> Vec<(String, Type)> {
    let stream = directory.read_directory().right();
    let mut names = Vec::new();
    while let Some(entry) = stream.read_directory_entry().right() {
        names.push((entry.name, entry.type_));
    }
    yes!(stream.read_directory_entry().right().is_none());
    names.sort_by(|a, b| a.0.cmp(&b.0));
    names
}

fn read_via_stream(w: &World) {
    let file = w.file("f", b"0123456789");
    let stream = file.read_via_stream(4).right();
    let other = file.read_via_stream(0).right();
    drop(file);
    eq!(stream.blocking_read(3).right(), b"456");
    eq!(other.blocking_read(2).right(), b"01");
    eq!(stream.blocking_skip(1).right(), 1);
    let pollable = stream.subscribe();
    pollable.block();
    yes!(pollable.ready());
    eq!(stream.read(100).right(), b"89");
    yes!(matches!(stream.blocking_read(1), Err(StreamError::Closed)));
    yes!(matches!(w.file("e", b"").read_via_stream(5).right().blocking_read(1), Err(StreamError::Closed)));
    is(w.rw.read_via_stream(0), Error::IsDirectory);
    is(w.file("f", b"").read_via_stream(u64::MAX), Error::Invalid);
    is(w.rw.open_at(NO, "f", Open::empty(), Flags::WRITE).right().read_via_stream(0), Error::BadDescriptor);
    let long = w.file("long", &vec![7; 200_000]);
    let stream = long.read_via_stream(0).right();
    let mut count = 0;
    while let Ok(bytes) = stream.blocking_read(1 << 20) {
        yes!(!bytes.is_empty() && bytes.iter().all(|&byte| byte == 7));
        count += bytes.len();
    }
    eq!(count, 200_000);
}

fn write_via_stream(w: &World) {
    let file = w.file("f", b"0123456789");
    let stream = file.write_via_stream(2).right();
    stream.blocking_write_and_flush(b"ab").right();
    yes!(stream.check_write().right() > 0);
    stream.write(b"c").right();
    stream.blocking_flush().right();
    stream.subscribe().block();
    eq!(contents(&file), b"01abc56789");
    let source = w.ro_file().read_via_stream(0).right();
    let far = file.write_via_stream(12).right();
    eq!(far.blocking_splice(&source, 4).right(), 4);
    far.blocking_flush().right();
    eq!(contents(&file), b"01abc56789\0\0read");
    is(w.rw.write_via_stream(0), Error::IsDirectory);
    is(w.ro_file().write_via_stream(0), Error::ReadOnly);
    is(w.rw.open_at(NO, "f", Open::empty(), Flags::READ).right().write_via_stream(0), Error::BadDescriptor);
}

fn append_via_stream(w: &World) {
    let file = w.file("f", b"01");
    let first = file.append_via_stream().right();
    let second = file.append_via_stream().right();
    first.blocking_write_and_flush(b"23").right();
    second.blocking_write_and_flush(b"45").right();
    write_all(&file, b"x", 0);
    first.blocking_write_and_flush(b"67").right();
    eq!(contents(&file), b"x1234567");
    is(w.rw.append_via_stream(), Error::IsDirectory);
    is(w.ro_file().append_via_stream(), Error::ReadOnly);
}

fn advise(w: &World) {
    let file = w.file("f", b"0123");
    use Advice::*;
    for advice in [Normal, Sequential, Random, WillNeed, DontNeed, NoReuse] {
        file.advise(0, 0, advice).right();
    }
    is(file.advise(u64::MAX, 1, Normal), Error::Invalid);
    is(w.rw.advise(0, 0, Normal), Error::IsDirectory);
}

fn sync_data(w: &World) {
    w.file("f", b"0123").sync_data().right();
    w.rw.sync_data().right();
    w.ro_file().sync_data().right();
}

fn sync(w: &World) {
    w.file("f", b"0123").sync().right();
    w.rw.sync().right();
    w.ro.sync().right();
}

fn get_flags(w: &World) {
    eq!(w.rw.get_flags().right(), Flags::READ | Flags::MUTATE_DIRECTORY);
    eq!(w.ro.get_flags().right(), Flags::READ);
    eq!(w.file("f", b"").get_flags().right(), BOTH);
    let synced = Flags::WRITE | Flags::DATA_INTEGRITY_SYNC;
    eq!(w.rw.open_at(NO, "f", Open::empty(), synced).right().get_flags().right(), synced);
    let directory = w.rw.open_at(NO, ".", Open::DIRECTORY, Flags::READ | Flags::MUTATE_DIRECTORY).right();
    eq!(directory.get_flags().right(), Flags::READ | Flags::MUTATE_DIRECTORY);
}

fn get_type(w: &World) {
    eq!(w.rw.get_type().right(), Type::Directory);
    eq!(w.ro_file().get_type().right(), Type::RegularFile);
}

fn set_size(w: &World) {
    let file = w.file("f", b"0123456789");
    file.set_size(4).right();
    eq!(contents(&file), b"0123");
    file.set_size(6).right();
    eq!(contents(&file), b"0123\0\0");
    is(file.set_size(u64::MAX), Error::Invalid);
    is(w.ro_file().set_size(0), Error::ReadOnly);
    is(w.rw.open_at(NO, "f", Open::empty(), Flags::READ).right().set_size(0), Error::BadDescriptor);
    is(w.rw.set_size(0), Error::IsDirectory);
}

fn set_times(w: &World) {
    let file = w.file("f", b"");
    file.set_times(at(1_000, 5_000), at(2_000_000_000, 123_456_000)).right();
    let stat = file.stat().right();
    let (accessed, modified) = (stat.data_access_timestamp.right(), stat.data_modification_timestamp.right());
    eq!((accessed.seconds, accessed.nanoseconds), (1_000, 5_000));
    eq!((modified.seconds, modified.nanoseconds), (2_000_000_000, 123_456_000));
    file.set_times(NewTimestamp::NoChange, NewTimestamp::Now).right();
    let stat = file.stat().right();
    eq!(stat.data_access_timestamp.right().seconds, 1_000);
    yes!(stat.data_modification_timestamp.right().seconds < 2_000_000_000);
    w.rw.set_times(at(7, 0), at(8, 0)).right();
    eq!(w.rw.stat().right().data_modification_timestamp.right().seconds, 8);
    is(file.set_times(at(0, 1_000_000_000), at(0, 0)), Error::Invalid);
    is(w.ro_file().set_times(at(0, 0), at(0, 0)), Error::ReadOnly);
    is(w.ro.set_times(NewTimestamp::NoChange, NewTimestamp::NoChange), Error::ReadOnly);
}

fn read(w: &World) {
    let file = w.file("f", b"0123456789");
    eq!(file.read(4, 3).right(), (b"3456".to_vec(), false));
    eq!(file.read(4, 8).right(), (b"89".to_vec(), true));
    eq!(file.read(4, 10).right(), (vec![], true));
    eq!(file.read(4, 1 << 40).right(), (vec![], true));
    eq!(file.read(0, 0).right().0, b"");
    eq!(file.read(u64::MAX, 1).right(), (b"123456789".to_vec(), true));
    is(file.read(1, u64::MAX), Error::Invalid);
    is(w.rw.read(1, 0), Error::IsDirectory);
    is(w.rw.open_at(NO, "f", Open::empty(), Flags::WRITE).right().read(1, 0), Error::BadDescriptor);
}

fn write(w: &World) {
    let file = w.file("f", b"0123");
    eq!(file.write(b"ab", 1).right(), 2);
    eq!(file.write(b"c", 6).right(), 1);
    eq!(file.write(b"", 9).right(), 0);
    eq!(contents(&file), b"0ab3\0\0c");
    is(file.write(b"x", u64::MAX), Error::Invalid);
    is(w.ro_file().write(b"x", 0), Error::ReadOnly);
    is(w.rw.open_at(NO, "f", Open::empty(), Flags::READ).right().write(b"x", 0), Error::BadDescriptor);
}

fn read_directory(w: &World) {
    eq!(names(&w.rw), []);
    w.file("f", b"");
    w.rw.create_directory_at("d").right();
    eq!(names(&w.rw), [("d".to_string(), Type::Directory), ("f".to_string(), Type::RegularFile)]);
    eq!(names(&w.ro), [("dir".to_string(), Type::Directory), ("file".to_string(), Type::RegularFile)]);
    is(w.ro_file().read_directory(), Error::NotDirectory);
}

fn read_directory_entry(w: &World) {
    for i in 0..1000 {
        w.file(&format!("file-{i:03}"), b"");
    }
    let first = w.rw.read_directory().right();
    first.read_directory_entry().right().right();
    let all = names(&w.rw);
    eq!(all.len(), 1000);
    yes!(all.iter().enumerate().all(|(i, (name, _))| *name == format!("file-{i:03}")));
    let mut rest = 0;
    while first.read_directory_entry().right().is_some() {
        rest += 1;
    }
    eq!(rest, 999);
}

fn create_directory_at(w: &World) {
    w.rw.create_directory_at("d").right();
    w.rw.create_directory_at("d/e/").right();
    eq!(w.rw.stat_at(NO, "d/e").right().type_, Type::Directory);
    is(w.rw.create_directory_at("d"), Error::Exist);
    is(w.rw.create_directory_at("."), Error::Exist);
    is(w.rw.create_directory_at("x/y"), Error::NoEntry);
    is(w.rw.create_directory_at("../x"), Error::NotPermitted);
    is(w.rw.create_directory_at("/x"), Error::NotPermitted);
    is(w.rw.create_directory_at(""), Error::NoEntry);
    is(w.rw.create_directory_at(&"x".repeat(300)), Error::NameTooLong);
    is(w.rw.create_directory_at(&"x/".repeat(500_000)), Error::NameTooLong);
    is(w.rw.create_directory_at("a\0b"), Error::Invalid);
    is(w.ro.create_directory_at("d"), Error::ReadOnly);
}

fn stat(w: &World) {
    let file = w.file("f", b"0123");
    let stat = file.stat().right();
    eq!((stat.type_, stat.link_count, stat.size), (Type::RegularFile, 1, 4));
    yes!(stat.data_modification_timestamp.right().seconds > 1_600_000_000);
    w.rw.unlink_file_at("f").right();
    eq!(file.stat().right().size, 4);
    eq!(file.stat().right().link_count, 0);
    eq!(w.rw.stat().right().type_, Type::Directory);
}

fn stat_at(w: &World) {
    w.file("f", b"0123");
    eq!(w.rw.stat_at(NO, "f").right().size, 4);
    eq!(w.rw.stat_at(NO, ".").right().type_, Type::Directory);
    eq!(w.ro.stat_at(FOLLOW, "dir/../file").right().size, 7);
    is(w.rw.stat_at(NO, "f/"), Error::NotDirectory);
    is(w.rw.stat_at(NO, "f/g"), Error::NotDirectory);
    is(w.rw.stat_at(NO, "g"), Error::NoEntry);
    is(w.rw.stat_at(NO, ".."), Error::NotPermitted);
    is(w.rw.stat_at(NO, ""), Error::NoEntry);
}

fn set_times_at(w: &World) {
    w.file("f", b"");
    w.rw.set_times_at(NO, "f", at(1_000, 0), at(2_000, 0)).right();
    w.rw.set_times_at(FOLLOW, "f", NewTimestamp::NoChange, at(3_000, 0)).right();
    let stat = w.rw.stat_at(NO, "f").right();
    eq!(stat.data_access_timestamp.right().seconds, 1_000);
    eq!(stat.data_modification_timestamp.right().seconds, 3_000);
    is(w.rw.set_times_at(NO, "g", at(0, 0), at(0, 0)), Error::NoEntry);
    is(w.ro.set_times_at(NO, "file", at(0, 0), at(0, 0)), Error::ReadOnly);
}

fn link_at(w: &World) {
    let file = w.file("f", b"0123");
    w.rw.create_directory_at("d").right();
    let d = w.rw.open_at(NO, "d", Open::DIRECTORY, Flags::READ).right();
    w.rw.link_at(NO, "f", &d, "g").right();
    w.rw.link_at(FOLLOW, "d/g", &w.rw, "h").right();
    eq!(file.stat().right().link_count, 3);
    let linked = d.open_at(NO, "g", Open::empty(), Flags::READ).right();
    yes!(linked.is_same_object(&file));
    is(w.rw.link_at(NO, "x", &w.rw, "y"), Error::NoEntry);
    is(w.rw.link_at(NO, "f", &w.rw, "h"), Error::Exist);
    is(w.rw.link_at(NO, "d", &w.rw, "e"), Error::NotPermitted);
    is(w.rw.link_at(NO, "f", &w.rw, "../e"), Error::NotPermitted);
    is(w.rw.link_at(NO, "../f", &w.rw, "e"), Error::NotPermitted);
    is(w.rw.link_at(NO, "f", &w.ro, "e"), Error::ReadOnly);
    is(w.ro.link_at(NO, "file", &w.rw, "e"), Error::ReadOnly);
}

fn open_at(w: &World) {
    is(w.rw.open_at(NO, "f", Open::empty(), Flags::READ), Error::NoEntry);
    let file = w.rw.open_at(NO, "f", Open::CREATE | Open::EXCLUSIVE, BOTH).right();
    write_all(&file, b"0123", 0);
    is(w.rw.open_at(NO, "f", Open::CREATE | Open::EXCLUSIVE, BOTH), Error::Exist);
    eq!(contents(&w.rw.open_at(NO, "f", Open::CREATE, Flags::READ).right()), b"0123");
    eq!(contents(&w.rw.open_at(FOLLOW, "./f", Open::empty(), BOTH).right()), b"0123");
    let cut = w.rw.open_at(NO, "f", Open::TRUNCATE, Flags::READ).right();
    eq!(contents(&cut), b"");
    eq!(cut.get_flags().right(), Flags::READ);
    is(w.rw.open_at(NO, "f", Open::DIRECTORY, Flags::READ), Error::NotDirectory);
    is(w.rw.open_at(NO, "f/", Open::empty(), Flags::READ), Error::NotDirectory);
    is(w.rw.open_at(NO, ".", Open::empty(), BOTH), Error::IsDirectory);
    is(w.rw.open_at(NO, ".", Open::CREATE, Flags::READ), Error::IsDirectory);
    for other in [Open::CREATE, Open::EXCLUSIVE, Open::TRUNCATE] {
        is(w.rw.open_at(NO, "n", Open::DIRECTORY | other, Flags::READ), Error::Invalid);
    }
    is(w.rw.open_at(NO, "n/", Open::CREATE, BOTH), Error::IsDirectory);
    is(w.rw.open_at(NO, "x/n", Open::CREATE, BOTH), Error::NoEntry);
    is(w.rw.open_at(NO, "../n", Open::CREATE, BOTH), Error::NotPermitted);
    is(w.rw.open_at(NO, "/n", Open::CREATE, BOTH), Error::NotPermitted);
    is(file.open_at(NO, "n", Open::empty(), Flags::READ), Error::NotDirectory);
    let dir = w.rw.open_at(NO, ".", Open::DIRECTORY, Flags::READ).right();
    dir.create_directory_at("sub").right();
    let sub = dir.open_at(NO, "sub", Open::DIRECTORY, Flags::READ).right();
    is(sub.open_at(NO, "..", Open::DIRECTORY, Flags::READ), Error::NotPermitted);
    for open in [Open::CREATE, Open::TRUNCATE] {
        is(w.ro.open_at(NO, "file", open, Flags::READ), Error::ReadOnly);
    }
    is(w.ro.open_at(NO, "file", Open::empty(), BOTH), Error::ReadOnly);
    is(w.ro.open_at(NO, "dir", Open::DIRECTORY, Flags::READ | Flags::MUTATE_DIRECTORY), Error::ReadOnly);
    let dir = w.ro.open_at(NO, "dir", Open::DIRECTORY, Flags::READ).right();
    is(dir.open_at(NO, "n", Open::CREATE, Flags::WRITE), Error::ReadOnly);
    is(dir.create_directory_at("n"), Error::ReadOnly);
}

fn readlink_at(w: &World) {
    w.rw.symlink_at("some/where", "l").right();
    eq!(w.rw.readlink_at("l").right(), "some/where");
    w.file("f", b"");
    is(w.rw.readlink_at("f"), Error::Invalid);
    is(w.rw.readlink_at("."), Error::Invalid);
    is(w.rw.readlink_at("g"), Error::NoEntry);
}

fn remove_directory_at(w: &World) {
    w.rw.create_directory_at("d").right();
    w.rw.create_directory_at("d/e").right();
    w.file("f", b"");
    is(w.rw.remove_directory_at("d"), Error::NotEmpty);
    is(w.rw.remove_directory_at("f"), Error::NotDirectory);
    is(w.rw.remove_directory_at("g"), Error::NoEntry);
    is(w.rw.remove_directory_at("d/e/.."), Error::NotEmpty);
    is(w.rw.remove_directory_at("d/."), Error::Invalid);
    is(w.rw.remove_directory_at(".."), Error::NotPermitted);
    w.rw.remove_directory_at("d/e/").right();
    w.rw.remove_directory_at("d").right();
    is(w.rw.stat_at(NO, "d"), Error::NoEntry);
    is(w.ro.remove_directory_at("dir"), Error::ReadOnly);
}

fn rename_at(w: &World) {
    w.file("f", b"0123");
    w.file("g", b"");
    w.rw.create_directory_at("d").right();
    let d = w.rw.open_at(NO, "d", Open::DIRECTORY, Flags::READ).right();
    w.rw.rename_at("f", &d, "h").right();
    is(w.rw.stat_at(NO, "f"), Error::NoEntry);
    d.rename_at("h", &w.rw, "g").right();
    eq!(w.rw.stat_at(NO, "g").right().size, 4);
    w.rw.rename_at("d", &w.rw, "e").right();
    yes!(d.is_same_object(&w.rw.open_at(NO, "e", Open::empty(), Flags::READ).right()));
    is(w.rw.rename_at("g", &w.rw, "e"), Error::IsDirectory);
    is(w.rw.rename_at("e", &w.rw, "g"), Error::NotDirectory);
    is(w.rw.rename_at("e", &w.rw, "e/f"), Error::Invalid);
    is(w.rw.rename_at("x", &w.rw, "y"), Error::NoEntry);
    is(w.rw.rename_at(".", &w.rw, "y"), Error::Busy);
    is(w.rw.rename_at("g", &w.rw, "../y"), Error::NotPermitted);
    is(w.rw.rename_at("../g", &w.rw, "y"), Error::NotPermitted);
    is(w.rw.rename_at("g", &w.ro, "y"), Error::ReadOnly);
    is(w.ro.rename_at("file", &w.rw, "y"), Error::ReadOnly);
}

fn symlink_at(w: &World) {
    w.rw.create_directory_at("d").right();
    w.file("d/f", b"0123");
    w.rw.symlink_at("d/f", "l").right();
    w.rw.symlink_at("d", "m").right();
    w.rw.symlink_at("../f", "d/up").right();
    w.rw.symlink_at("../../x", "d/out").right();
    w.rw.symlink_at("loop", "loop").right();
    eq!(w.rw.stat_at(NO, "l").right().type_, Type::SymbolicLink);
    eq!(w.rw.stat_at(NO, "l").right().size, 3);
    eq!(w.rw.stat_at(FOLLOW, "l").right().size, 4);
    eq!(w.rw.stat_at(NO, "m/f").right().size, 4);
    eq!(w.rw.stat_at(NO, "m/").right().type_, Type::Directory);
    eq!(contents(&w.rw.open_at(FOLLOW, "l", Open::empty(), Flags::READ).right()), b"0123");
    is(w.rw.open_at(NO, "l", Open::empty(), Flags::READ), Error::Loop);
    is(w.rw.open_at(FOLLOW, "loop", Open::empty(), Flags::READ), Error::Loop);
    is(w.rw.open_at(FOLLOW, "d/out", Open::empty(), Flags::READ), Error::NotPermitted);
    is(w.rw.stat_at(FOLLOW, "d/up"), Error::NoEntry);
    is(w.rw.symlink_at("/etc", "n"), Error::NotPermitted);
    is(w.rw.symlink_at("x", "l"), Error::Exist);
    is(w.rw.symlink_at("x", "../n"), Error::NotPermitted);
    is(w.rw.symlink_at("", "n"), Error::NoEntry);
    is(w.ro.symlink_at("x", "n"), Error::ReadOnly);
    w.rw.unlink_file_at("m").right();
    eq!(w.rw.stat_at(NO, "d/f").right().size, 4);
}

fn unlink_file_at(w: &World) {
    w.file("f", b"");
    w.rw.create_directory_at("d").right();
    is(w.rw.unlink_file_at("d"), Error::IsDirectory);
    is(w.rw.unlink_file_at("."), Error::IsDirectory);
    is(w.rw.unlink_file_at("f/"), Error::NotDirectory);
    is(w.rw.unlink_file_at("../f"), Error::NotPermitted);
    w.rw.unlink_file_at("f").right();
    is(w.rw.unlink_file_at("f"), Error::NoEntry);
    is(w.ro.unlink_file_at("file"), Error::ReadOnly);
}

fn is_same_object(w: &World) {
    let file = w.file("f", b"");
    yes!(file.is_same_object(&w.rw.open_at(NO, "f", Open::empty(), Flags::READ).right()));
    yes!(!file.is_same_object(&w.file("g", b"")));
    yes!(!w.rw.is_same_object(&w.ro));
}

fn metadata_hash(w: &World) {
    let value = |file: &Descriptor| {
        let hash = file.metadata_hash().right();
        (hash.lower, hash.upper)
    };
    let (f, g) = (w.file("f", b"same"), w.file("g", b"same"));
    f.set_times(at(1, 0), at(1, 0)).right();
    g.set_times(at(1, 0), at(1, 0)).right();
    let before = value(&f);
    ne!(before, value(&g));
    eq!(before, value(&f));
    f.set_times(at(1, 0), at(2, 0)).right();
    ne!(before, value(&f));
}

fn metadata_hash_at(w: &World) {
    let file = w.file("f", b"0123");
    let (by_path, open) = (w.rw.metadata_hash_at(NO, "f").right(), file.metadata_hash().right());
    eq!((by_path.lower, by_path.upper), (open.lower, open.upper));
    is(w.rw.metadata_hash_at(NO, "g"), Error::NoEntry);
    is(w.rw.metadata_hash_at(NO, "../f"), Error::NotPermitted);
}

/// A stream of a file that can't grow so far: a failure that is the file system's.
fn filesystem_error_codes(w: &World) {
    let file = w.file("f", b"");
    let stream = file.write_via_stream(i64::MAX as u64).right();
    let code = error(stream.blocking_write_and_flush(b"x"));
    yes!(matches!(code, Some(Error::FileTooLarge | Error::Invalid | Error::Overflow)));
    yes!(matches!(stream.check_write(), Err(StreamError::Closed)));
}

fn preopened(w: &World) {
    let again = get_directories();
    yes!(again.len() == 2 && again[0].1 == "/rw" && again[1].1 == "/ro");
    yes!(again[1].0.is_same_object(&w.ro));
    is(again[0].0.open_at(NO, "..", Open::DIRECTORY, Flags::READ), Error::NotPermitted);
    is(again[1].0.open_at(NO, "dir/../..", Open::DIRECTORY, Flags::READ), Error::NotPermitted);
}

const FUNCTIONS: &[(&str, fn(&World))] = &[
    ("get-directories", preopened),
    ("[method]descriptor.read-via-stream", read_via_stream),
    ("[method]descriptor.write-via-stream", write_via_stream),
    ("[method]descriptor.append-via-stream", append_via_stream),
    ("[method]descriptor.advise", advise),
    ("[method]descriptor.sync-data", sync_data),
    ("[method]descriptor.get-flags", get_flags),
    ("[method]descriptor.get-type", get_type),
    ("[method]descriptor.set-size", set_size),
    ("[method]descriptor.set-times", set_times),
    ("[method]descriptor.read", read),
    ("[method]descriptor.write", write),
    ("[method]descriptor.read-directory", read_directory),
    ("[method]descriptor.sync", sync),
    ("[method]descriptor.create-directory-at", create_directory_at),
    ("[method]descriptor.stat", stat),
    ("[method]descriptor.stat-at", stat_at),
    ("[method]descriptor.set-times-at", set_times_at),
    ("[method]descriptor.link-at", link_at),
    ("[method]descriptor.open-at", open_at),
    ("[method]descriptor.readlink-at", readlink_at),
    ("[method]descriptor.remove-directory-at", remove_directory_at),
    ("[method]descriptor.rename-at", rename_at),
    ("[method]descriptor.symlink-at", symlink_at),
    ("[method]descriptor.unlink-file-at", unlink_file_at),
    ("[method]descriptor.is-same-object", is_same_object),
    ("[method]descriptor.metadata-hash", metadata_hash),
    ("[method]descriptor.metadata-hash-at", metadata_hash_at),
    ("[method]directory-entry-stream.read-directory-entry", read_directory_entry),
    ("filesystem-error-code", filesystem_error_codes),
];

/// Takes files, and keeps them, until no more are given.
fn hoard_files(w: &World) {
    w.file("f", b"0123456789");
    loop {
        match w.rw.open_at(NO, "f", Open::empty(), Flags::READ) {
            Ok(file) => std::mem::forget(file),
            Err(error) => return yes!(error == Error::InsufficientMemory),
        }
    }
}

/// Keeps listings that have begun.
fn hoard_listings(w: &World) {
    (0..500).for_each(|i| drop(w.file(&format!("file-{i:03}"), b"")));
    loop {
        match w.rw.read_directory() {
            Ok(listing) => {
                yes!(listing.read_directory_entry().right().is_some());
                std::mem::forget(listing);
            }
            Err(error) => return yes!(error == Error::InsufficientMemory),
        }
    }
}

/// Has streams read, and takes nothing of what they read.
fn hoard_bytes(w: &World) {
    let file = w.file("f", &vec![7; 1 << 17]);
    loop {
        let stream = file.read_via_stream(0).right();
        // The first asks for this much, when there is nothing yet; the second is told what came of it.
        if stream.read(1 << 16).is_err() || stream.read(1).is_err() {
            return;
        }
        std::mem::forget(stream);
    }
}

/// Keeps handles that cost no file; it does not come back.
fn hoard_handles(_: &World) {
    loop {
        std::mem::forget(get_directories());
    }
}

fn long_path(w: &World) {
    is(w.rw.stat_at(NO, &"x/".repeat(500_000)), Error::NameTooLong);
    is(w.rw.open_at(NO, &"y".repeat(1 << 20), Open::CREATE, BOTH), Error::NameTooLong);
    is(w.rw.symlink_at(&"z".repeat(1 << 20), "l"), Error::NameTooLong);
}

/// A million strings of 64 KiB each, which are one; it does not come back.
fn many_strings(_: &World) {
    let mut text = std::mem::ManuallyDrop::new("x".repeat(1 << 16));
    let (at, length) = (text.as_mut_ptr(), text.len());
    let all: Vec<String> = (0..1_000_000).map(|_| unsafe { String::from_raw_parts(at, length, length) }).collect();
    test::host::words::take(&all);
    std::mem::forget(all);
}

/// What nobody should do to a host.
const HOSTILE: &[(&str, fn(&World))] = &[
    ("hoard-files", hoard_files),
    ("hoard-listings", hoard_listings),
    ("hoard-bytes", hoard_bytes),
    ("hoard-handles", hoard_handles),
    ("long-path", long_path),
    ("many-strings", many_strings),
];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let Some((name, hostile)) = HOSTILE.iter().find(|(name, _)| words.iter().any(|word| word == name)) {
        let mut mounts = get_directories().into_iter();
        hostile(&World { rw: mounts.next().right().0, ro: mounts.next().right().0 });
        println!("ok {name}");
        return;
    }
    for (i, (name, test)) in FUNCTIONS.iter().enumerate() {
        if !words.is_empty() && !words.iter().any(|word| word == name) {
            continue;
        }
        let mut mounts = get_directories().into_iter();
        let (top, ro) = (mounts.next().right().0, mounts.next().right().0);
        let own = format!("test-{i}");
        top.create_directory_at(&own).right();
        let rw = top.open_at(NO, &own, Open::DIRECTORY, Flags::READ | Flags::MUTATE_DIRECTORY).right();
        test(&World { rw, ro });
        println!("ok {name}");
    }
}
