package dev.wippy.engine;

import java.util.Optional;

/** A table, of which the functions can be taken. */
public interface CoreTable extends CoreExtern {

    @Override
    CoreExternType.Table type();

    /** The function at an index, an unsigned number; empty past the end, and where there is none. */
    Optional<CoreFunction> function(int index);
}
