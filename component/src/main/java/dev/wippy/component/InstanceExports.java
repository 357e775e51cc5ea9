package dev.wippy.component;

import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.bind.BindException;
import dev.wippy.component.bind.GuestExports;
import dev.wippy.component.bind.WitInterface;
import dev.wippy.component.types.NamedExtern;
import java.util.List;

/**
 * The exports of an instance, or of one of its interfaces.
 *
 * @param forms what the instance has for each item
 */
record InstanceExports(String name, List<NamedExtern> items, Object[] forms) implements GuestExports {
    /** What a Java interface says that it is of. */
    static InstanceExports of(ComponentInstance instance, Object[] forms, Class<?> api) {
        WitInterface annotation = api.getAnnotation(WitInterface.class);
        Component component = instance.component();
        if (annotation == null) {
            return new InstanceExports("the component", component.exports(), forms);
        }
        int position = component.exported(annotation.value())
                .orElseThrow(() -> new BindException(api.getName() + " is of the interface " + annotation.value()
                        + ", which the component does not export; it exports "
                        + component.exports().stream().map(NamedExtern::name).toList()));
        NamedExtern item = component.exports().get(position);
        return new InstanceExports(item.name(), Exports.items(item), (Object[]) forms[position]);
    }

    @Override
    public ComponentFunction function(int position) {
        return (ComponentFunction) forms[position];
    }
}
