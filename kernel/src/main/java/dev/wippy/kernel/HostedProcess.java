package dev.wippy.kernel;
abstract non-sealed class HostedProcess implements Process {}
