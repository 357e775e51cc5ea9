package acme.greeter;

import dev.wippy.component.bind.Unsigned;

/** A record of the WIT is a record here. */
public record User(@Unsigned long id, String name) {}
