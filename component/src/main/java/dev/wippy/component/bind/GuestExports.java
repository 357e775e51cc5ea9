package dev.wippy.component.bind;

import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.types.NamedExtern;
import java.util.List;

/** What an instance of a component exports, itself or as one interface. */
public interface GuestExports {
    /** What it is, for messages: {@code the component}, {@code wasi:cli/run@0.2.12}. */
    String name();

    /** The exports, in order. */
    List<NamedExtern> items();

    /** The function at a position among the exports. */
    ComponentFunction function(int position);
}
