//! Exercises each function of wasi:filesystem and checks the answers. Words: the functions to exercise, by their names in
//! WIT; none for all of them. Expects to be given a writable, empty /rw and a read-only /ro with `file` ("read me") and
//! `dir/`. Prints `ok NAME` for each; the first wrong answer is a panic.
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

/// The two mounts, and a folder in the writable one that is the function's own.
struct World {
    rw: Descriptor,
    ro: Descriptor,
}

impl World {
    fn file(&self, name: &str, contents: &[u8]) -> Descriptor {
        let file = self.rw.open_at(NO, name, Open::CREATE | Open::TRUNCATE, BOTH).unwrap();
        write_all(&file, contents, 0);
        file
    }

    fn ro_file(&self) -> Descriptor {
        self.ro.open_at(NO, "file", Open::empty(), Flags::READ).unwrap()
    }
}

fn write_all(file: &Descriptor, contents: &[u8], offset: u64) {
    let mut done = 0;
    while done < contents.len() {
        done += file.write(&contents[done..], offset + done as u64).unwrap() as usize;
    }
}

fn contents(file: &Descriptor) -> Vec<u8> {
    let mut all = Vec::new();
    loop {
        let (bytes, end) = file.read(1 << 16, all.len() as u64).unwrap();
        all.extend(bytes);
        if end {
            return all;
        }
    }
}

fn is<T: std::fmt::Debug>(answer: Result<T, Error>, expected: Error) {
    assert_eq!(answer.map(|_| ()), Err(expected));
}

fn error<T: std::fmt::Debug>(answer: Result<T, StreamError>) -> Option<Error> {
    match answer {
        Err(StreamError::LastOperationFailed(error)) => filesystem_error_code(&error),
        other => panic!("{other:?}, where an error was expected"),
    }
}

fn at(seconds: u64, nanoseconds: u32) -> NewTimestamp {
    NewTimestamp::Timestamp(wasi::clocks::wall_clock::Datetime { seconds, nanoseconds })
}

fn names(directory: &Descriptor) -> Vec<(String, Type)> {
    let stream = directory.read_directory().unwrap();
    let mut names = Vec::new();
    while let Some(entry) = stream.read_directory_entry().unwrap() {
        names.push((entry.name, entry.type_));
    }
    assert!(stream.read_directory_entry().unwrap().is_none());
    names.sort_by(|a, b| a.0.cmp(&b.0));
    names
}

fn read_via_stream(w: &World) {
    let file = w.file("f", b"0123456789");
    let stream = file.read_via_stream(4).unwrap();
    let other = file.read_via_stream(0).unwrap();
    drop(file);
    assert_eq!(stream.blocking_read(3).unwrap(), b"456");
    assert_eq!(other.blocking_read(2).unwrap(), b"01");
    assert_eq!(stream.blocking_skip(1).unwrap(), 1);
    let pollable = stream.subscribe();
    pollable.block();
    assert!(pollable.ready());
    assert_eq!(stream.read(100).unwrap(), b"89");
    assert!(matches!(stream.blocking_read(1), Err(StreamError::Closed)));
    assert!(matches!(w.file("e", b"").read_via_stream(5).unwrap().blocking_read(1), Err(StreamError::Closed)));
    is(w.rw.read_via_stream(0), Error::IsDirectory);
    is(w.file("f", b"").read_via_stream(u64::MAX), Error::Invalid);
    is(w.rw.open_at(NO, "f", Open::empty(), Flags::WRITE).unwrap().read_via_stream(0), Error::BadDescriptor);
    let long = w.file("long", &vec![7; 200_000]);
    let stream = long.read_via_stream(0).unwrap();
    let mut count = 0;
    while let Ok(bytes) = stream.blocking_read(1 << 20) {
        assert!(!bytes.is_empty() && bytes.iter().all(|&byte| byte == 7));
        count += bytes.len();
    }
    assert_eq!(count, 200_000);
}

fn write_via_stream(w: &World) {
    let file = w.file("f", b"0123456789");
    let stream = file.write_via_stream(2).unwrap();
    stream.blocking_write_and_flush(b"ab").unwrap();
    assert!(stream.check_write().unwrap() > 0);
    stream.write(b"c").unwrap();
    stream.blocking_flush().unwrap();
    stream.subscribe().block();
    assert_eq!(contents(&file), b"01abc56789");
    let source = w.ro_file().read_via_stream(0).unwrap();
    let far = file.write_via_stream(12).unwrap();
    assert_eq!(far.blocking_splice(&source, 4).unwrap(), 4);
    far.blocking_flush().unwrap();
    assert_eq!(contents(&file), b"01abc56789\0\0read");
    is(w.rw.write_via_stream(0), Error::IsDirectory);
    is(w.ro_file().write_via_stream(0), Error::ReadOnly);
    is(w.rw.open_at(NO, "f", Open::empty(), Flags::READ).unwrap().write_via_stream(0), Error::BadDescriptor);
}

fn append_via_stream(w: &World) {
    let file = w.file("f", b"01");
    let first = file.append_via_stream().unwrap();
    let second = file.append_via_stream().unwrap();
    first.blocking_write_and_flush(b"23").unwrap();
    second.blocking_write_and_flush(b"45").unwrap();
    write_all(&file, b"x", 0);
    first.blocking_write_and_flush(b"67").unwrap();
    assert_eq!(contents(&file), b"x1234567");
    is(w.rw.append_via_stream(), Error::IsDirectory);
    is(w.ro_file().append_via_stream(), Error::ReadOnly);
}

fn advise(w: &World) {
    let file = w.file("f", b"0123");
    use Advice::*;
    for advice in [Normal, Sequential, Random, WillNeed, DontNeed, NoReuse] {
        file.advise(0, 0, advice).unwrap();
    }
    is(file.advise(u64::MAX, 1, Normal), Error::Invalid);
    is(w.rw.advise(0, 0, Normal), Error::IsDirectory);
}

fn sync_data(w: &World) {
    w.file("f", b"0123").sync_data().unwrap();
    w.rw.sync_data().unwrap();
    w.ro_file().sync_data().unwrap();
}

fn sync(w: &World) {
    w.file("f", b"0123").sync().unwrap();
    w.rw.sync().unwrap();
    w.ro.sync().unwrap();
}

fn get_flags(w: &World) {
    assert_eq!(w.rw.get_flags().unwrap(), Flags::READ | Flags::MUTATE_DIRECTORY);
    assert_eq!(w.ro.get_flags().unwrap(), Flags::READ);
    assert_eq!(w.file("f", b"").get_flags().unwrap(), BOTH);
    let synced = Flags::WRITE | Flags::DATA_INTEGRITY_SYNC;
    assert_eq!(w.rw.open_at(NO, "f", Open::empty(), synced).unwrap().get_flags().unwrap(), synced);
    let directory = w.rw.open_at(NO, ".", Open::DIRECTORY, Flags::READ | Flags::MUTATE_DIRECTORY).unwrap();
    assert_eq!(directory.get_flags().unwrap(), Flags::READ | Flags::MUTATE_DIRECTORY);
}

fn get_type(w: &World) {
    assert_eq!(w.rw.get_type().unwrap(), Type::Directory);
    assert_eq!(w.ro_file().get_type().unwrap(), Type::RegularFile);
}

fn set_size(w: &World) {
    let file = w.file("f", b"0123456789");
    file.set_size(4).unwrap();
    assert_eq!(contents(&file), b"0123");
    file.set_size(6).unwrap();
    assert_eq!(contents(&file), b"0123\0\0");
    is(file.set_size(u64::MAX), Error::Invalid);
    is(w.ro_file().set_size(0), Error::ReadOnly);
    is(w.rw.open_at(NO, "f", Open::empty(), Flags::READ).unwrap().set_size(0), Error::BadDescriptor);
    is(w.rw.set_size(0), Error::IsDirectory);
}

fn set_times(w: &World) {
    let file = w.file("f", b"");
    file.set_times(at(1_000, 5_000), at(2_000_000_000, 123_456_000)).unwrap();
    let stat = file.stat().unwrap();
    let (accessed, modified) = (stat.data_access_timestamp.unwrap(), stat.data_modification_timestamp.unwrap());
    assert_eq!((accessed.seconds, accessed.nanoseconds), (1_000, 5_000));
    assert_eq!((modified.seconds, modified.nanoseconds), (2_000_000_000, 123_456_000));
    file.set_times(NewTimestamp::NoChange, NewTimestamp::Now).unwrap();
    let stat = file.stat().unwrap();
    assert_eq!(stat.data_access_timestamp.unwrap().seconds, 1_000);
    assert!(stat.data_modification_timestamp.unwrap().seconds < 2_000_000_000);
    w.rw.set_times(at(7, 0), at(8, 0)).unwrap();
    assert_eq!(w.rw.stat().unwrap().data_modification_timestamp.unwrap().seconds, 8);
    is(file.set_times(at(0, 1_000_000_000), at(0, 0)), Error::Invalid);
    is(w.ro_file().set_times(at(0, 0), at(0, 0)), Error::ReadOnly);
    is(w.ro.set_times(NewTimestamp::NoChange, NewTimestamp::NoChange), Error::ReadOnly);
}

fn read(w: &World) {
    let file = w.file("f", b"0123456789");
    assert_eq!(file.read(4, 3).unwrap(), (b"3456".to_vec(), false));
    assert_eq!(file.read(4, 8).unwrap(), (b"89".to_vec(), true));
    assert_eq!(file.read(4, 10).unwrap(), (vec![], true));
    assert_eq!(file.read(4, 1 << 40).unwrap(), (vec![], true));
    assert_eq!(file.read(0, 0).unwrap().0, b"");
    assert_eq!(file.read(u64::MAX, 1).unwrap(), (b"123456789".to_vec(), true));
    is(file.read(1, u64::MAX), Error::Invalid);
    is(w.rw.read(1, 0), Error::IsDirectory);
    is(w.rw.open_at(NO, "f", Open::empty(), Flags::WRITE).unwrap().read(1, 0), Error::BadDescriptor);
}

fn write(w: &World) {
    let file = w.file("f", b"0123");
    assert_eq!(file.write(b"ab", 1).unwrap(), 2);
    assert_eq!(file.write(b"c", 6).unwrap(), 1);
    assert_eq!(file.write(b"", 9).unwrap(), 0);
    assert_eq!(contents(&file), b"0ab3\0\0c");
    is(file.write(b"x", u64::MAX), Error::Invalid);
    is(w.ro_file().write(b"x", 0), Error::ReadOnly);
    is(w.rw.open_at(NO, "f", Open::empty(), Flags::READ).unwrap().write(b"x", 0), Error::BadDescriptor);
}

fn read_directory(w: &World) {
    assert_eq!(names(&w.rw), []);
    w.file("f", b"");
    w.rw.create_directory_at("d").unwrap();
    assert_eq!(names(&w.rw), [("d".to_string(), Type::Directory), ("f".to_string(), Type::RegularFile)]);
    assert_eq!(names(&w.ro), [("dir".to_string(), Type::Directory), ("file".to_string(), Type::RegularFile)]);
    is(w.ro_file().read_directory(), Error::NotDirectory);
}

fn read_directory_entry(w: &World) {
    for i in 0..1000 {
        w.file(&format!("file-{i:03}"), b"");
    }
    let first = w.rw.read_directory().unwrap();
    first.read_directory_entry().unwrap().unwrap();
    let all = names(&w.rw);
    assert_eq!(all.len(), 1000);
    assert!(all.iter().enumerate().all(|(i, (name, _))| *name == format!("file-{i:03}")));
    let mut rest = 0;
    while first.read_directory_entry().unwrap().is_some() {
        rest += 1;
    }
    assert_eq!(rest, 999);
}

fn create_directory_at(w: &World) {
    w.rw.create_directory_at("d").unwrap();
    w.rw.create_directory_at("d/e/").unwrap();
    assert_eq!(w.rw.stat_at(NO, "d/e").unwrap().type_, Type::Directory);
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
    let stat = file.stat().unwrap();
    assert_eq!((stat.type_, stat.link_count, stat.size), (Type::RegularFile, 1, 4));
    assert!(stat.data_modification_timestamp.unwrap().seconds > 1_600_000_000);
    w.rw.unlink_file_at("f").unwrap();
    assert_eq!(file.stat().unwrap().size, 4);
    assert_eq!(file.stat().unwrap().link_count, 0);
    assert_eq!(w.rw.stat().unwrap().type_, Type::Directory);
}

fn stat_at(w: &World) {
    w.file("f", b"0123");
    assert_eq!(w.rw.stat_at(NO, "f").unwrap().size, 4);
    assert_eq!(w.rw.stat_at(NO, ".").unwrap().type_, Type::Directory);
    assert_eq!(w.ro.stat_at(FOLLOW, "dir/../file").unwrap().size, 7);
    is(w.rw.stat_at(NO, "f/"), Error::NotDirectory);
    is(w.rw.stat_at(NO, "f/g"), Error::NotDirectory);
    is(w.rw.stat_at(NO, "g"), Error::NoEntry);
    is(w.rw.stat_at(NO, ".."), Error::NotPermitted);
    is(w.rw.stat_at(NO, ""), Error::NoEntry);
}

fn set_times_at(w: &World) {
    w.file("f", b"");
    w.rw.set_times_at(NO, "f", at(1_000, 0), at(2_000, 0)).unwrap();
    w.rw.set_times_at(FOLLOW, "f", NewTimestamp::NoChange, at(3_000, 0)).unwrap();
    let stat = w.rw.stat_at(NO, "f").unwrap();
    assert_eq!(stat.data_access_timestamp.unwrap().seconds, 1_000);
    assert_eq!(stat.data_modification_timestamp.unwrap().seconds, 3_000);
    is(w.rw.set_times_at(NO, "g", at(0, 0), at(0, 0)), Error::NoEntry);
    is(w.ro.set_times_at(NO, "file", at(0, 0), at(0, 0)), Error::ReadOnly);
}

fn link_at(w: &World) {
    let file = w.file("f", b"0123");
    w.rw.create_directory_at("d").unwrap();
    let d = w.rw.open_at(NO, "d", Open::DIRECTORY, Flags::READ).unwrap();
    w.rw.link_at(NO, "f", &d, "g").unwrap();
    w.rw.link_at(FOLLOW, "d/g", &w.rw, "h").unwrap();
    assert_eq!(file.stat().unwrap().link_count, 3);
    let linked = d.open_at(NO, "g", Open::empty(), Flags::READ).unwrap();
    assert!(linked.is_same_object(&file));
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
    let file = w.rw.open_at(NO, "f", Open::CREATE | Open::EXCLUSIVE, BOTH).unwrap();
    write_all(&file, b"0123", 0);
    is(w.rw.open_at(NO, "f", Open::CREATE | Open::EXCLUSIVE, BOTH), Error::Exist);
    assert_eq!(contents(&w.rw.open_at(NO, "f", Open::CREATE, Flags::READ).unwrap()), b"0123");
    assert_eq!(contents(&w.rw.open_at(FOLLOW, "./f", Open::empty(), BOTH).unwrap()), b"0123");
    let cut = w.rw.open_at(NO, "f", Open::TRUNCATE, Flags::READ).unwrap();
    assert_eq!(contents(&cut), b"");
    assert_eq!(cut.get_flags().unwrap(), Flags::READ);
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
    let dir = w.rw.open_at(NO, ".", Open::DIRECTORY, Flags::READ).unwrap();
    dir.create_directory_at("sub").unwrap();
    let sub = dir.open_at(NO, "sub", Open::DIRECTORY, Flags::READ).unwrap();
    is(sub.open_at(NO, "..", Open::DIRECTORY, Flags::READ), Error::NotPermitted);
    for open in [Open::CREATE, Open::TRUNCATE] {
        is(w.ro.open_at(NO, "file", open, Flags::READ), Error::ReadOnly);
    }
    is(w.ro.open_at(NO, "file", Open::empty(), BOTH), Error::ReadOnly);
    is(w.ro.open_at(NO, "dir", Open::DIRECTORY, Flags::READ | Flags::MUTATE_DIRECTORY), Error::ReadOnly);
    let dir = w.ro.open_at(NO, "dir", Open::DIRECTORY, Flags::READ).unwrap();
    is(dir.open_at(NO, "n", Open::CREATE, Flags::WRITE), Error::ReadOnly);
    is(dir.create_directory_at("n"), Error::ReadOnly);
}

fn readlink_at(w: &World) {
    w.rw.symlink_at("some/where", "l").unwrap();
    assert_eq!(w.rw.readlink_at("l").unwrap(), "some/where");
    w.file("f", b"");
    is(w.rw.readlink_at("f"), Error::Invalid);
    is(w.rw.readlink_at("."), Error::Invalid);
    is(w.rw.readlink_at("g"), Error::NoEntry);
}

fn remove_directory_at(w: &World) {
    w.rw.create_directory_at("d").unwrap();
    w.rw.create_directory_at("d/e").unwrap();
    w.file("f", b"");
    is(w.rw.remove_directory_at("d"), Error::NotEmpty);
    is(w.rw.remove_directory_at("f"), Error::NotDirectory);
    is(w.rw.remove_directory_at("g"), Error::NoEntry);
    is(w.rw.remove_directory_at("d/e/.."), Error::NotEmpty);
    is(w.rw.remove_directory_at("d/."), Error::Invalid);
    is(w.rw.remove_directory_at(".."), Error::NotPermitted);
    w.rw.remove_directory_at("d/e/").unwrap();
    w.rw.remove_directory_at("d").unwrap();
    is(w.rw.stat_at(NO, "d"), Error::NoEntry);
    is(w.ro.remove_directory_at("dir"), Error::ReadOnly);
}

fn rename_at(w: &World) {
    w.file("f", b"0123");
    w.file("g", b"");
    w.rw.create_directory_at("d").unwrap();
    let d = w.rw.open_at(NO, "d", Open::DIRECTORY, Flags::READ).unwrap();
    w.rw.rename_at("f", &d, "h").unwrap();
    is(w.rw.stat_at(NO, "f"), Error::NoEntry);
    d.rename_at("h", &w.rw, "g").unwrap();
    assert_eq!(w.rw.stat_at(NO, "g").unwrap().size, 4);
    w.rw.rename_at("d", &w.rw, "e").unwrap();
    assert!(d.is_same_object(&w.rw.open_at(NO, "e", Open::empty(), Flags::READ).unwrap()));
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
    w.rw.create_directory_at("d").unwrap();
    w.file("d/f", b"0123");
    w.rw.symlink_at("d/f", "l").unwrap();
    w.rw.symlink_at("d", "m").unwrap();
    w.rw.symlink_at("../f", "d/up").unwrap();
    w.rw.symlink_at("../../x", "d/out").unwrap();
    w.rw.symlink_at("loop", "loop").unwrap();
    assert_eq!(w.rw.stat_at(NO, "l").unwrap().type_, Type::SymbolicLink);
    assert_eq!(w.rw.stat_at(NO, "l").unwrap().size, 3);
    assert_eq!(w.rw.stat_at(FOLLOW, "l").unwrap().size, 4);
    assert_eq!(w.rw.stat_at(NO, "m/f").unwrap().size, 4);
    assert_eq!(w.rw.stat_at(NO, "m/").unwrap().type_, Type::Directory);
    assert_eq!(contents(&w.rw.open_at(FOLLOW, "l", Open::empty(), Flags::READ).unwrap()), b"0123");
    is(w.rw.open_at(NO, "l", Open::empty(), Flags::READ), Error::Loop);
    is(w.rw.open_at(FOLLOW, "loop", Open::empty(), Flags::READ), Error::Loop);
    is(w.rw.open_at(FOLLOW, "d/out", Open::empty(), Flags::READ), Error::NotPermitted);
    is(w.rw.stat_at(FOLLOW, "d/up"), Error::NoEntry);
    is(w.rw.symlink_at("/etc", "n"), Error::NotPermitted);
    is(w.rw.symlink_at("x", "l"), Error::Exist);
    is(w.rw.symlink_at("x", "../n"), Error::NotPermitted);
    is(w.rw.symlink_at("", "n"), Error::NoEntry);
    is(w.ro.symlink_at("x", "n"), Error::ReadOnly);
    w.rw.unlink_file_at("m").unwrap();
    assert_eq!(w.rw.stat_at(NO, "d/f").unwrap().size, 4);
}

fn unlink_file_at(w: &World) {
    w.file("f", b"");
    w.rw.create_directory_at("d").unwrap();
    is(w.rw.unlink_file_at("d"), Error::IsDirectory);
    is(w.rw.unlink_file_at("."), Error::IsDirectory);
    is(w.rw.unlink_file_at("f/"), Error::NotDirectory);
    is(w.rw.unlink_file_at("../f"), Error::NotPermitted);
    w.rw.unlink_file_at("f").unwrap();
    is(w.rw.unlink_file_at("f"), Error::NoEntry);
    is(w.ro.unlink_file_at("file"), Error::ReadOnly);
}

fn is_same_object(w: &World) {
    let file = w.file("f", b"");
    assert!(file.is_same_object(&w.rw.open_at(NO, "f", Open::empty(), Flags::READ).unwrap()));
    assert!(!file.is_same_object(&w.file("g", b"")));
    assert!(!w.rw.is_same_object(&w.ro));
}

fn metadata_hash(w: &World) {
    let value = |file: &Descriptor| {
        let hash = file.metadata_hash().unwrap();
        (hash.lower, hash.upper)
    };
    let (f, g) = (w.file("f", b"same"), w.file("g", b"same"));
    f.set_times(at(1, 0), at(1, 0)).unwrap();
    g.set_times(at(1, 0), at(1, 0)).unwrap();
    let before = value(&f);
    assert_ne!(before, value(&g));
    assert_eq!(before, value(&f));
    f.set_times(at(1, 0), at(2, 0)).unwrap();
    assert_ne!(before, value(&f));
}

fn metadata_hash_at(w: &World) {
    let file = w.file("f", b"0123");
    let (by_path, open) = (w.rw.metadata_hash_at(NO, "f").unwrap(), file.metadata_hash().unwrap());
    assert_eq!((by_path.lower, by_path.upper), (open.lower, open.upper));
    is(w.rw.metadata_hash_at(NO, "g"), Error::NoEntry);
    is(w.rw.metadata_hash_at(NO, "../f"), Error::NotPermitted);
}

/// A stream of a file that can't grow so far: a failure that is the file system's.
fn filesystem_error_codes(w: &World) {
    let file = w.file("f", b"");
    let stream = file.write_via_stream(i64::MAX as u64).unwrap();
    let code = error(stream.blocking_write_and_flush(b"x"));
    assert!(matches!(code, Some(Error::FileTooLarge | Error::Invalid | Error::Overflow)), "{code:?}");
    assert!(matches!(stream.check_write(), Err(StreamError::Closed)));
}

fn preopened(w: &World) {
    let again = get_directories();
    assert_eq!(again.iter().map(|(_, path)| path.as_str()).collect::<Vec<_>>(), ["/rw", "/ro"]);
    assert!(again[1].0.is_same_object(&w.ro));
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

/// Through the standard library, which goes through preview 1: a tree is made, read and removed.
fn standard_library() {
    use std::{fs, io::Write};
    fs::create_dir_all("/rw/std/a/b").unwrap();
    fs::write("/rw/std/a/b/f", "one\n").unwrap();
    fs::OpenOptions::new().append(true).open("/rw/std/a/b/f").unwrap().write_all(b"two\n").unwrap();
    assert_eq!(fs::read_to_string("/rw/std/a/b/f").unwrap(), "one\ntwo\n");
    fs::copy("/ro/file", "/rw/std/a/copy").unwrap();
    assert_eq!(fs::read("/rw/std/a/copy").unwrap(), b"read me");
    assert_eq!(fs::read_dir("/rw/std/a").unwrap().count(), 2);
    assert_eq!(fs::write("/ro/new", "").unwrap_err().raw_os_error(), Some(69));
    fs::remove_dir_all("/rw/std").unwrap();
    assert!(fs::metadata("/rw/std").is_err());
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words == ["std"] {
        standard_library();
        println!("ok std");
        return;
    }
    for (i, (name, test)) in FUNCTIONS.iter().enumerate() {
        if !words.is_empty() && !words.iter().any(|word| word == name) {
            continue;
        }
        let mut mounts = get_directories().into_iter();
        let (top, ro) = (mounts.next().unwrap().0, mounts.next().unwrap().0);
        let own = format!("test-{i}");
        top.create_directory_at(&own).unwrap();
        let rw = top.open_at(NO, &own, Open::DIRECTORY, Flags::READ | Flags::MUTATE_DIRECTORY).unwrap();
        test(&World { rw, ro });
        println!("ok {name}");
    }
}
