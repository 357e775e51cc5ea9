//! Exercises each function of wasi:sockets and checks the answers. Words: the functions to exercise, by their names in
//! WIT; none for all of them. Expects to be allowed to reach and to bind to 127.0.0.1 and ::1, and to resolve localhost.
//! Prints `ok NAME` for each; the first wrong answer is a panic.
use wasip2::io::streams::{InputStream, OutputStream, StreamError};
use wasip2::sockets::{
    instance_network::instance_network,
    ip_name_lookup::resolve_addresses,
    network::{
        ErrorCode as Error, IpAddress, IpAddressFamily as Family, IpSocketAddress as Address, Ipv4SocketAddress,
        Ipv6SocketAddress, Network,
    },
    tcp::{ShutdownType, TcpSocket},
    tcp_create_socket::create_tcp_socket,
    udp::{IncomingDatagramStream, OutgoingDatagram, OutgoingDatagramStream, UdpSocket},
    udp_create_socket::create_udp_socket,
};

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
    ($answer:expr, $error:expr) => {
        match $answer {
            Err(error) => yes!(error == $error),
            Ok(_) => wrong(),
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

fn net() -> Network {
    instance_network()
}

fn v4(address: (u8, u8, u8, u8), port: u16) -> Address {
    Address::Ipv4(Ipv4SocketAddress { port, address })
}

fn v6(address: (u16, u16, u16, u16, u16, u16, u16, u16), port: u16) -> Address {
    Address::Ipv6(Ipv6SocketAddress { port, flow_info: 0, address, scope_id: 0 })
}

const LOOPBACK6: (u16, u16, u16, u16, u16, u16, u16, u16) = (0, 0, 0, 0, 0, 0, 0, 1);

fn local(port: u16) -> Address {
    v4((127, 0, 0, 1), port)
}

fn port(address: Address) -> u16 {
    match address {
        Address::Ipv4(address) => address.port,
        Address::Ipv6(address) => address.port,
    }
}

fn same(one: Address, other: Address) -> bool {
    match (one, other) {
        (Address::Ipv4(a), Address::Ipv4(b)) => a.port == b.port && a.address == b.address,
        (Address::Ipv6(a), Address::Ipv6(b)) => a.port == b.port && a.address == b.address,
        _ => false,
    }
}

fn tcp() -> TcpSocket {
    create_tcp_socket(Family::Ipv4).right()
}

fn bound() -> TcpSocket {
    let socket = tcp();
    socket.start_bind(&net(), local(0)).right();
    socket.finish_bind().right();
    socket
}

fn listener() -> TcpSocket {
    let socket = bound();
    socket.start_listen().right();
    socket.finish_listen().right();
    socket
}

fn connect(socket: &TcpSocket, to: Address) -> Result<(InputStream, OutputStream), Error> {
    socket.start_connect(&net(), to)?;
    let pollable = socket.subscribe();
    loop {
        match socket.finish_connect() {
            Err(Error::WouldBlock) => pollable.block(),
            other => return other,
        }
    }
}

fn accept(listener: &TcpSocket) -> (TcpSocket, InputStream, OutputStream) {
    let pollable = listener.subscribe();
    loop {
        match listener.accept() {
            Err(Error::WouldBlock) => pollable.block(),
            other => return other.right(),
        }
    }
}

/// Two ends of one connection. Fields are dropped in order: streams before their socket.
struct Pair {
    client_in: InputStream,
    client_out: OutputStream,
    server_in: InputStream,
    server_out: OutputStream,
    client: TcpSocket,
    server: TcpSocket,
    listener: TcpSocket,
}

fn pair() -> Pair {
    let listener = listener();
    let client = tcp();
    let (client_in, client_out) = connect(&client, listener.local_address().right()).right();
    let (server, server_in, server_out) = accept(&listener);
    Pair { client_in, client_out, server_in, server_out, client, server, listener }
}

fn read_all(stream: &InputStream) -> Vec<u8> {
    let mut all = Vec::new();
    loop {
        match stream.blocking_read(65536) {
            Ok(bytes) => all.extend(bytes),
            Err(StreamError::Closed) => return all,
            Err(_) => wrong(),
        }
    }
}

fn start_bind() {
    let socket = tcp();
    err!(socket.start_bind(&net(), v6(LOOPBACK6, 0)), Error::InvalidArgument);
    err!(socket.start_bind(&net(), v4((224, 0, 0, 1), 0)), Error::InvalidArgument);
    err!(socket.start_bind(&net(), v4((255, 255, 255, 255), 0)), Error::InvalidArgument);
    err!(socket.start_bind(&net(), v4((10, 1, 2, 3), 0)), Error::AccessDenied);
    err!(socket.start_bind(&net(), v4((127, 0, 0, 2), 0)), Error::AccessDenied);
    // A failed one changes nothing.
    socket.start_bind(&net(), local(0)).right();
    err!(socket.start_bind(&net(), local(0)), Error::ConcurrencyConflict);
    socket.finish_bind().right();
    err!(socket.start_bind(&net(), local(0)), Error::InvalidState);

    let taken = listener().local_address().right();
    let other = tcp();
    let still = listener();
    err!(other.start_bind(&net(), still.local_address().right()), Error::AddressInUse);
    // Whose listener was closed is free at once.
    other.start_bind(&net(), taken).right();

    let six = create_tcp_socket(Family::Ipv6).right();
    err!(six.start_bind(&net(), local(0)), Error::InvalidArgument);
    err!(six.start_bind(&net(), v6((0, 0, 0, 0, 0, 0xffff, 0x7f00, 1), 0)), Error::InvalidArgument);
    six.start_bind(&net(), v6(LOOPBACK6, 0)).right();
}

fn finish_bind() {
    let socket = tcp();
    err!(socket.finish_bind(), Error::NotInProgress);
    socket.start_bind(&net(), local(0)).right();
    socket.subscribe().block();
    socket.finish_bind().right();
    err!(socket.finish_bind(), Error::NotInProgress);
    yes!(port(socket.local_address().right()) != 0);
}

fn start_connect() {
    let refused = |to: Address, error: Error| {
        let socket = tcp();
        err!(socket.start_connect(&net(), to), error);
        // It is closed, by the diagram.
        err!(socket.start_connect(&net(), to), Error::InvalidState);
        err!(socket.keep_alive_enabled(), Error::InvalidState);
    };
    refused(v6(LOOPBACK6, 80), Error::InvalidArgument);
    refused(v4((0, 0, 0, 0), 80), Error::InvalidArgument);
    refused(local(0), Error::InvalidArgument);
    refused(v4((224, 0, 0, 1), 80), Error::InvalidArgument);
    refused(v4((10, 0, 0, 1), 80), Error::AccessDenied);
    refused(v4((169, 254, 169, 254), 80), Error::AccessDenied);
    let listener = listener();
    err!(listener.start_connect(&net(), local(1)), Error::InvalidState);
    yes!(listener.is_listening());
    let client = bound();
    client.start_connect(&net(), listener.local_address().right()).right();
    err!(client.start_connect(&net(), listener.local_address().right()), Error::ConcurrencyConflict);
    err!(client.start_bind(&net(), local(0)), Error::ConcurrencyConflict);
}

fn finish_connect() {
    let socket = tcp();
    err!(socket.finish_connect(), Error::NotInProgress);
    let gone = listener().local_address().right();
    err!(connect(&socket, gone), Error::ConnectionRefused);
    err!(socket.finish_connect(), Error::NotInProgress);
    err!(connect(&socket, gone), Error::InvalidState);
    let pair = pair();
    err!(pair.client.finish_connect(), Error::NotInProgress);
    err!(pair.client.start_connect(&net(), gone), Error::InvalidState);
    // A socket that was bound connects from there.
    let listener = listener();
    let client = bound();
    let mine = client.local_address().right();
    let _streams = connect(&client, listener.local_address().right()).right();
    let (server, _in, _out) = accept(&listener);
    yes!(same(server.remote_address().right(), mine));
    // And the other family.
    let six = create_tcp_socket(Family::Ipv6).right();
    six.start_bind(&net(), v6(LOOPBACK6, 0)).right();
    six.finish_bind().right();
    six.start_listen().right();
    six.finish_listen().right();
    let client = create_tcp_socket(Family::Ipv6).right();
    let _streams = connect(&client, six.local_address().right()).right();
    let (server, _in, _out) = accept(&six);
    yes!(same(server.remote_address().right(), client.local_address().right()));
}

fn start_listen() {
    let socket = tcp();
    err!(socket.start_listen(), Error::InvalidState);
    let socket = bound();
    socket.start_listen().right();
    err!(socket.start_listen(), Error::ConcurrencyConflict);
    socket.finish_listen().right();
    err!(socket.start_listen(), Error::InvalidState);
    err!(pair().client.start_listen(), Error::InvalidState);
}

fn finish_listen() {
    let socket = bound();
    err!(socket.finish_listen(), Error::NotInProgress);
    let before = socket.local_address().right();
    socket.start_listen().right();
    yes!(!socket.is_listening());
    socket.finish_listen().right();
    err!(socket.finish_listen(), Error::NotInProgress);
    yes!(same(before, socket.local_address().right()));
}

fn tcp_accept() {
    err!(bound().accept(), Error::InvalidState);
    let listener = listener();
    listener.set_keep_alive_enabled(true).right();
    listener.set_keep_alive_idle_time(77_000_000_000).right();
    let pollable = listener.subscribe();
    yes!(!pollable.ready());
    err!(listener.accept(), Error::WouldBlock);
    let client = tcp();
    client.start_connect(&net(), listener.local_address().right()).right();
    pollable.block();
    yes!(pollable.ready());
    let (server, input, output) = listener.accept().right();
    err!(listener.accept(), Error::WouldBlock);
    let (client_in, client_out) = client.finish_connect().right();
    yes!(server.keep_alive_enabled().right());
    yes!(server.keep_alive_idle_time().right() == 77_000_000_000);
    yes!(server.address_family() == Family::Ipv4);
    yes!(!server.is_listening());
    client_out.blocking_write_and_flush(b"ping").right();
    yes!(input.blocking_read(100).right() == b"ping");
    output.blocking_write_and_flush(b"pong").right();
    yes!(client_in.blocking_read(100).right() == b"pong");
}

fn local_address() {
    err!(tcp().local_address(), Error::InvalidState);
    let pair = pair();
    yes!(same(pair.server.local_address().right(), pair.listener.local_address().right()));
    yes!(same(pair.client.local_address().right(), pair.server.remote_address().right()));
}

fn remote_address() {
    err!(bound().remote_address(), Error::InvalidState);
    let pair = pair();
    err!(pair.listener.remote_address(), Error::InvalidState);
    yes!(same(pair.client.remote_address().right(), pair.listener.local_address().right()));
}

fn is_listening() {
    yes!(!bound().is_listening());
    yes!(listener().is_listening());
}

fn address_family() {
    yes!(tcp().address_family() == Family::Ipv4);
    yes!(create_tcp_socket(Family::Ipv6).right().address_family() == Family::Ipv6);
}

fn backlog() {
    let socket = bound();
    err!(socket.set_listen_backlog_size(0), Error::InvalidArgument);
    socket.set_listen_backlog_size(u64::MAX).right();
    socket.set_listen_backlog_size(1).right();
    err!(listener().set_listen_backlog_size(5), Error::NotSupported);
    err!(pair().client.set_listen_backlog_size(5), Error::InvalidState);
}

fn keep_alive() {
    for socket in [tcp(), listener()] {
        yes!(!socket.keep_alive_enabled().right());
        socket.set_keep_alive_enabled(true).right();
        yes!(socket.keep_alive_enabled().right());
        err!(socket.set_keep_alive_idle_time(0), Error::InvalidArgument);
        socket.set_keep_alive_idle_time(1).right();
        yes!(socket.keep_alive_idle_time().right() == 1_000_000_000);
        socket.set_keep_alive_idle_time(u64::MAX).right();
        yes!(socket.keep_alive_idle_time().right() >= 1_000_000_000);
        err!(socket.set_keep_alive_interval(0), Error::InvalidArgument);
        socket.set_keep_alive_interval(5_000_000_000).right();
        yes!(socket.keep_alive_interval().right() == 5_000_000_000);
        err!(socket.set_keep_alive_count(0), Error::InvalidArgument);
        socket.set_keep_alive_count(3).right();
        yes!(socket.keep_alive_count().right() == 3);
        socket.set_keep_alive_count(u32::MAX).right();
        yes!(socket.keep_alive_count().right() >= 3);
    }
}

fn hop_limit() {
    let socket = tcp();
    err!(socket.set_hop_limit(0), Error::InvalidArgument);
    let limit = socket.hop_limit().right();
    yes!(limit > 0);
    socket.set_hop_limit(limit).right();
    // Another is set, or said to be impossible; never taken in silence.
    match socket.set_hop_limit(42) {
        Ok(()) => yes!(socket.hop_limit().right() == 42),
        Err(error) => yes!(error == Error::NotSupported && socket.hop_limit().right() == limit),
    }
}

fn buffer_sizes() {
    for socket in [tcp(), listener()] {
        err!(socket.set_receive_buffer_size(0), Error::InvalidArgument);
        err!(socket.set_send_buffer_size(0), Error::InvalidArgument);
        socket.set_receive_buffer_size(65536).right();
        yes!(socket.receive_buffer_size().right() >= 65536);
        socket.set_send_buffer_size(65536).right();
        yes!(socket.send_buffer_size().right() >= 65536);
        socket.set_receive_buffer_size(u64::MAX).right();
        socket.set_send_buffer_size(u64::MAX).right();
    }
}

fn subscribe() {
    let socket = tcp();
    let pollable = socket.subscribe();
    yes!(pollable.ready());
    let listener = listener();
    socket.start_connect(&net(), listener.local_address().right()).right();
    pollable.block();
    let (input, output) = socket.finish_connect().right();
    yes!(pollable.ready());
    // A stream is ready when there is something, and not before.
    let (_server, server_in, server_out) = accept(&listener);
    let readable = input.subscribe();
    yes!(!readable.ready());
    yes!(input.read(10).right().is_empty());
    server_out.blocking_write_and_flush(b"x").right();
    readable.block();
    yes!(readable.ready());
    yes!(input.read(10).right() == b"x");
    yes!(!readable.ready());
    // A stream that nobody reads fills up, and takes no more until somebody does.
    let writable = output.subscribe();
    let mut written = 0u64;
    loop {
        writable.block();
        let permit = output.check_write().right();
        yes!(permit > 0);
        output.write(&vec![7; permit as usize]).right();
        written += permit;
        output.flush().right();
        if !writable.ready() {
            break;
        }
    }
    yes!(output.check_write().right() == 0);
    let mut read = 0u64;
    while read < written {
        read += server_in.blocking_read(1 << 20).right().len() as u64;
    }
    writable.block();
    yes!(output.check_write().right() > 0);
    yes!(read == written);
}

fn shutdown() {
    err!(bound().shutdown(ShutdownType::Both), Error::InvalidState);
    let one = pair();
    one.client_out.blocking_write_and_flush(b"last").right();
    one.client.shutdown(ShutdownType::Send).right();
    one.client.shutdown(ShutdownType::Send).right();
    match one.client_out.check_write() {
        Err(StreamError::Closed) => (),
        _ => wrong(),
    }
    yes!(read_all(&one.server_in) == b"last");
    one.server_out.blocking_write_and_flush(b"answer").right();
    yes!(one.client_in.blocking_read(100).right() == b"answer");

    let two = pair();
    two.server_out.blocking_write_and_flush(b"never read").right();
    two.client_in.subscribe().block();
    two.client.shutdown(ShutdownType::Receive).right();
    match two.client_in.read(10) {
        Err(StreamError::Closed) => (),
        _ => wrong(),
    }
    two.client_out.blocking_write_and_flush(b"still").right();
    two.client.shutdown(ShutdownType::Both).right();
    yes!(read_all(&two.server_in) == b"still");
}

fn create_tcp() {
    let mut all = Vec::new();
    let error = loop {
        match create_tcp_socket(Family::Ipv4) {
            Ok(socket) => all.push(socket),
            Err(error) => break error,
        }
    };
    yes!(error == Error::NewSocketLimit);
    yes!(all.len() >= 500);
    drop(all.pop());
    tcp();
}

fn udp() -> UdpSocket {
    create_udp_socket(Family::Ipv4).right()
}

fn bound_udp(address: Address) -> UdpSocket {
    let socket = udp();
    socket.start_bind(&net(), address).right();
    socket.finish_bind().right();
    socket
}

fn receive(stream: &IncomingDatagramStream) -> (Vec<u8>, Address) {
    loop {
        let mut got = stream.receive(1).right();
        match got.pop() {
            Some(datagram) => return (datagram.data, datagram.remote_address),
            None => stream.subscribe().block(),
        }
    }
}

fn send(stream: &OutgoingDatagramStream, data: &[u8], to: Option<Address>) -> Result<u64, Error> {
    while stream.check_send()? == 0 {
        stream.subscribe().block();
    }
    stream.send(&[OutgoingDatagram { data: data.to_vec(), remote_address: to }])
}

fn udp_bind() {
    let socket = udp();
    err!(socket.finish_bind(), Error::NotInProgress);
    err!(socket.start_bind(&net(), v6(LOOPBACK6, 0)), Error::InvalidArgument);
    err!(socket.start_bind(&net(), v4((10, 1, 2, 3), 0)), Error::AccessDenied);
    err!(socket.start_bind(&net(), v4((0, 0, 0, 0), 4444)), Error::AccessDenied);
    socket.start_bind(&net(), local(0)).right();
    err!(socket.start_bind(&net(), local(0)), Error::ConcurrencyConflict);
    socket.finish_bind().right();
    err!(socket.finish_bind(), Error::NotInProgress);
    err!(socket.start_bind(&net(), local(0)), Error::InvalidState);
    err!(udp().start_bind(&net(), socket.local_address().right()), Error::AddressInUse);
}

fn udp_stream() {
    err!(udp().stream(None), Error::InvalidState);
    let server = bound_udp(local(0));
    let here = server.local_address().right();
    let client = bound_udp(local(0));
    err!(client.stream(Some(v6(LOOPBACK6, 1))), Error::InvalidArgument);
    err!(client.stream(Some(v4((0, 0, 0, 0), 1))), Error::InvalidArgument);
    err!(client.stream(Some(local(0))), Error::InvalidArgument);
    err!(client.stream(Some(v4((10, 0, 0, 1), 1))), Error::AccessDenied);
    let (first_in, first_out) = client.stream(None).right();
    let (input, output) = client.stream(Some(here)).right();
    // Only the last pair works.
    err!(first_out.check_send(), Error::InvalidState);
    err!(first_in.receive(1), Error::InvalidState);
    let (server_in, server_out) = server.stream(None).right();
    yes!(send(&output, b"one", None).right() == 1);
    let (data, from) = receive(&server_in);
    yes!(data == b"one" && same(from, client.local_address().right()));
    // A stream to one peer hears from no other.
    let stranger = bound_udp(local(0));
    let (_stranger_in, stranger_out) = stranger.stream(None).right();
    yes!(send(&stranger_out, b"psst", Some(client.local_address().right())).right() == 1);
    yes!(send(&server_out, b"two", Some(from)).right() == 1);
    let (data, _) = receive(&input);
    yes!(data == b"two");
    // And back to all.
    let (input, _output) = client.stream(None).right();
    yes!(send(&stranger_out, b"again", Some(client.local_address().right())).right() == 1);
    let (data, from) = receive(&input);
    yes!(data == b"again" && same(from, stranger.local_address().right()));
}

fn udp_addresses() {
    err!(udp().local_address(), Error::InvalidState);
    err!(udp().remote_address(), Error::InvalidState);
    let socket = bound_udp(local(0));
    yes!(port(socket.local_address().right()) != 0);
    err!(socket.remote_address(), Error::InvalidState);
    let to = bound_udp(local(0)).local_address().right();
    let _streams = socket.stream(Some(to)).right();
    yes!(same(socket.remote_address().right(), to));
    yes!(socket.address_family() == Family::Ipv4);
    yes!(create_udp_socket(Family::Ipv6).right().address_family() == Family::Ipv6);
}

fn udp_options() {
    let socket = udp();
    err!(socket.set_unicast_hop_limit(0), Error::InvalidArgument);
    let limit = socket.unicast_hop_limit().right();
    socket.set_unicast_hop_limit(limit).right();
    match socket.set_unicast_hop_limit(42) {
        Ok(()) => yes!(socket.unicast_hop_limit().right() == 42),
        Err(error) => yes!(error == Error::NotSupported && socket.unicast_hop_limit().right() == limit),
    }
    err!(socket.set_receive_buffer_size(0), Error::InvalidArgument);
    err!(socket.set_send_buffer_size(0), Error::InvalidArgument);
    socket.set_receive_buffer_size(65536).right();
    yes!(socket.receive_buffer_size().right() >= 65536);
    socket.set_send_buffer_size(65536).right();
    yes!(socket.send_buffer_size().right() >= 65536);
    yes!(socket.subscribe().ready());
}

fn udp_receive() {
    let server = bound_udp(local(0));
    let (input, _output) = server.stream(None).right();
    let readable = input.subscribe();
    yes!(!readable.ready());
    yes!(input.receive(10).right().is_empty());
    let client = bound_udp(v4((0, 0, 0, 0), 0));
    let (_in, output) = client.stream(None).right();
    for data in [&b"a"[..], b"", b"ccc"] {
        yes!(send(&output, data, Some(server.local_address().right())).right() == 1);
    }
    yes!(input.receive(0).right().is_empty());
    readable.block();
    let mut sizes = Vec::new();
    while sizes.len() < 3 {
        input.subscribe().block();
        let got = input.receive(u64::MAX).right();
        sizes.extend(got.iter().map(|datagram| datagram.data.len()));
    }
    yes!(sizes == [1, 0, 3]);
    yes!(!readable.ready());
}

fn udp_send() {
    let client = bound_udp(v4((0, 0, 0, 0), 0));
    let (input, output) = client.stream(None).right();
    let server = bound_udp(local(0));
    let to = server.local_address().right();
    let (server_in, server_out) = server.stream(None).right();
    yes!(output.subscribe().ready());
    err!(send(&output, b"x", None), Error::InvalidArgument);
    err!(send(&output, b"x", Some(v6(LOOPBACK6, 1))), Error::InvalidArgument);
    err!(send(&output, b"x", Some(local(0))), Error::InvalidArgument);
    err!(send(&output, b"x", Some(v4((0, 0, 0, 0), 9))), Error::InvalidArgument);
    err!(send(&output, b"x", Some(v4((10, 0, 0, 1), 9))), Error::AccessDenied);
    err!(send(&output, &vec![0; 70_000], Some(to)), Error::DatagramTooLarge);
    yes!(output.check_send().right() > 1);
    yes!(output.send(&[]).right() == 0);
    // What stands before a wrong one is sent.
    yes!(output.check_send().right() > 1);
    let right = OutgoingDatagram { data: b"right".to_vec(), remote_address: Some(to) };
    let wrong_one = OutgoingDatagram { data: b"wrong".to_vec(), remote_address: None };
    yes!(output.send(&[right, wrong_one]).right() == 1);
    let (data, from) = receive(&server_in);
    yes!(data == b"right");
    // It hears from whom it sent to, and from nobody else.
    let stranger = bound_udp(local(0));
    let (_stranger_in, stranger_out) = stranger.stream(None).right();
    let mine = local(port(client.local_address().right()));
    yes!(send(&stranger_out, b"psst", Some(mine)).right() == 1);
    yes!(send(&server_out, b"answer", Some(from)).right() == 1);
    let (data, from) = receive(&input);
    yes!(data == b"answer" && same(from, to));
    let (_in, connected) = client.stream(Some(to)).right();
    err!(send(&connected, b"x", Some(local(1))), Error::InvalidArgument);
    yes!(send(&connected, b"x", Some(to)).right() == 1);
}

fn create_udp() {
    let mut all = Vec::new();
    let error = loop {
        match create_udp_socket(Family::Ipv4) {
            Ok(socket) => all.push(socket),
            Err(error) => break error,
        }
    };
    yes!(error == Error::NewSocketLimit);
    drop(all);
    udp();
}

fn resolved(name: &str) -> Result<Vec<IpAddress>, Error> {
    let stream = resolve_addresses(&net(), name)?;
    let mut all = Vec::new();
    loop {
        match stream.resolve_next_address() {
            Ok(Some(address)) => all.push(address),
            Ok(None) => return Ok(all),
            Err(Error::WouldBlock) => stream.subscribe().block(),
            Err(error) => return Err(error),
        }
    }
}

fn resolve() {
    for name in ["", "a b", "a..b", "-a", "1.2.3", "256.1.1.1", "0x7f000001", "::g", "a/b", &"a".repeat(64)] {
        err!(resolve_addresses(&net(), name).map(|_| ()), Error::InvalidArgument);
    }
    err!(resolve_addresses(&net(), "denied.example").map(|_| ()), Error::AccessDenied);
    // An address is given back as it is, at once.
    let stream = resolve_addresses(&net(), "10.1.2.3").right();
    match stream.resolve_next_address().right() {
        Some(IpAddress::Ipv4((10, 1, 2, 3))) => (),
        _ => wrong(),
    }
    yes!(stream.resolve_next_address().right().is_none());
    match resolved("fe80::1").right()[..] {
        [IpAddress::Ipv6((0xfe80, 0, 0, 0, 0, 0, 0, 1))] => (),
        _ => wrong(),
    }
    match resolved("::ffff:1.2.3.4").right()[..] {
        [IpAddress::Ipv4((1, 2, 3, 4))] => (),
        _ => wrong(),
    }
}

fn resolve_next() {
    let all = resolved("localhost").right();
    yes!(!all.is_empty());
    for address in all {
        match address {
            IpAddress::Ipv4((127, 0, 0, 1)) => (),
            IpAddress::Ipv6(address) => yes!(address == LOOPBACK6),
            _ => wrong(),
        }
    }
    match resolved("nowhere.invalid") {
        Err(Error::NameUnresolvable | Error::TemporaryResolverFailure) => (),
        _ => wrong(),
    }
}

const ALL: [(&str, fn()); 52] = [
    ("create-tcp-socket", create_tcp),
    ("create-udp-socket", create_udp),
    ("instance-network", || drop(net())),
    ("resolve-addresses", resolve),
    ("[method]resolve-address-stream.resolve-next-address", resolve_next),
    ("[method]resolve-address-stream.subscribe", resolve_next),
    ("[method]tcp-socket.start-bind", start_bind),
    ("[method]tcp-socket.finish-bind", finish_bind),
    ("[method]tcp-socket.start-connect", start_connect),
    ("[method]tcp-socket.finish-connect", finish_connect),
    ("[method]tcp-socket.start-listen", start_listen),
    ("[method]tcp-socket.finish-listen", finish_listen),
    ("[method]tcp-socket.accept", tcp_accept),
    ("[method]tcp-socket.local-address", local_address),
    ("[method]tcp-socket.remote-address", remote_address),
    ("[method]tcp-socket.is-listening", is_listening),
    ("[method]tcp-socket.address-family", address_family),
    ("[method]tcp-socket.set-listen-backlog-size", backlog),
    ("[method]tcp-socket.keep-alive-enabled", keep_alive),
    ("[method]tcp-socket.set-keep-alive-enabled", keep_alive),
    ("[method]tcp-socket.keep-alive-idle-time", keep_alive),
    ("[method]tcp-socket.set-keep-alive-idle-time", keep_alive),
    ("[method]tcp-socket.keep-alive-interval", keep_alive),
    ("[method]tcp-socket.set-keep-alive-interval", keep_alive),
    ("[method]tcp-socket.keep-alive-count", keep_alive),
    ("[method]tcp-socket.set-keep-alive-count", keep_alive),
    ("[method]tcp-socket.hop-limit", hop_limit),
    ("[method]tcp-socket.set-hop-limit", hop_limit),
    ("[method]tcp-socket.receive-buffer-size", buffer_sizes),
    ("[method]tcp-socket.set-receive-buffer-size", buffer_sizes),
    ("[method]tcp-socket.send-buffer-size", buffer_sizes),
    ("[method]tcp-socket.set-send-buffer-size", buffer_sizes),
    ("[method]tcp-socket.subscribe", subscribe),
    ("[method]tcp-socket.shutdown", shutdown),
    ("[method]udp-socket.start-bind", udp_bind),
    ("[method]udp-socket.finish-bind", udp_bind),
    ("[method]udp-socket.stream", udp_stream),
    ("[method]udp-socket.local-address", udp_addresses),
    ("[method]udp-socket.remote-address", udp_addresses),
    ("[method]udp-socket.address-family", udp_addresses),
    ("[method]udp-socket.unicast-hop-limit", udp_options),
    ("[method]udp-socket.set-unicast-hop-limit", udp_options),
    ("[method]udp-socket.receive-buffer-size", udp_options),
    ("[method]udp-socket.set-receive-buffer-size", udp_options),
    ("[method]udp-socket.send-buffer-size", udp_options),
    ("[method]udp-socket.set-send-buffer-size", udp_options),
    ("[method]udp-socket.subscribe", udp_options),
    ("[method]incoming-datagram-stream.receive", udp_receive),
    ("[method]incoming-datagram-stream.subscribe", udp_receive),
    ("[method]outgoing-datagram-stream.check-send", udp_send),
    ("[method]outgoing-datagram-stream.send", udp_send),
    ("[method]outgoing-datagram-stream.subscribe", udp_send),
];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    for (name, check) in ALL {
        if words.is_empty() || words.iter().any(|word| word == name) {
            check();
            println!("ok {name}");
        }
    }
}
