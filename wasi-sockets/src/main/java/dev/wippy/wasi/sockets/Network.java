package dev.wippy.wasi.sockets;

import dev.wippy.component.bind.WitResource;

/** The resource {@code wasi:sockets/network.network}: the one network, of which each process may reach its part. */
@WitResource("network")
final class Network {}
