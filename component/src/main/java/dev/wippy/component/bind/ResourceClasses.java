package dev.wippy.component.bind;

import dev.wippy.component.abi.ResourceType;
import java.util.Optional;

/** The resource types of classes that are marked {@link WitResource}: one for each class. */
final class ResourceClasses {

    private static final ClassValue<Optional<ResourceType>> TYPES = new ClassValue<>() {
        @Override
        protected Optional<ResourceType> computeValue(Class<?> type) {
            WitResource annotation = type.getAnnotation(WitResource.class);
            return annotation == null
                    ? Optional.empty()
                    : Optional.of(ResourceType.ofHost(annotation.value(), ResourceClasses::close));
        }
    };

    private ResourceClasses() {}

    static Optional<ResourceType> typeOf(Class<?> type) {
        return TYPES.get(type);
    }

    private static void close(Object representation) {
        if (representation instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while closing " + representation.getClass().getName(), e);
            } catch (Exception e) {
                throw new IllegalStateException("closing " + representation.getClass().getName() + " failed", e);
            }
        }
    }
}
