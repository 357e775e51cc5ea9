package dev.wippy.component;

import dev.wippy.engine.CompileStatistics;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import dev.wippy.engine.WasmFrame;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An engine that keeps in memory what others keep on disk. */
public record Remembering(Engine engine, Map<String, byte[]> forms) implements Engine {

    public Remembering(Engine engine) {
        this(engine, new ConcurrentHashMap<>());
    }

    /** A component as it is after it was kept: nothing of it comes from the parser. */
    public Component kept(byte[] bytes) {
        Component.parse(bytes, this);
        return Component.parse(bytes, this, _ -> {
            throw new AssertionError("what was kept is not a component again");
        });
    }

    @Override
    public CoreModule compile(byte[] binary) {
        return engine.compile(binary);
    }

    @Override
    public Optional<byte[]> recall(Class<?> maker, byte[] digest) {
        return Optional.ofNullable(forms.get(name(maker, digest)));
    }

    @Override
    public void keep(Class<?> maker, byte[] digest, byte[] form) {
        forms.put(name(maker, digest), form);
    }

    private static String name(Class<?> maker, byte[] digest) {
        return maker.getName() + Base64.getEncoder().encodeToString(digest);
    }

    @Override
    public CompileStatistics statistics() {
        return engine.statistics();
    }

    @Override
    public List<WasmFrame> frames(StackTraceElement[] trace) {
        return engine.frames(trace);
    }

    @Override
    public void close() {
        engine.close();
    }
}
