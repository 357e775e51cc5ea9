package dev.wippy.registry.kinds;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EnvVariable;
import dev.wippy.kernel.spi.Fields;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.MountSettings;
import dev.wippy.kernel.spi.NetworkSettings;
import dev.wippy.kernel.spi.Node;
import dev.wippy.kernel.spi.ProgramSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The {@code wasi} block of an entry (SPEC section 3). Variables and mounts are resolved when a process starts.
 *
 * @param arguments what the guest gets after its name
 * @param name of the program, instead of what the command line calls it
 * @param unnamed whether the guest gets no name at all
 * @param mounts in the order that they are declared in
 * @param network what the guest may reach of it
 */
record WasiBlock(
        List<String> arguments,
        Optional<String> name,
        boolean unnamed,
        Optional<String> workingDirectory,
        List<Variable> environment,
        List<Mount> mounts,
        NetworkSettings network) {

    private static final WasiBlock NONE = new WasiBlock(
            List.of(), Optional.empty(), false, Optional.empty(), List.of(), List.of(), NetworkSettings.DEFAULT);

    /**
     * A variable that the guest sees.
     *
     * @param id of the entry that it comes from
     * @param name that the guest sees
     */
    record Variable(String id, String name, boolean required) {}

    /**
     * A file system that the guest sees.
     *
     * @param id of the entry that it comes from
     * @param guest where the guest sees it
     */
    record Mount(String id, String guest, boolean readOnly) {}

    // The checks stand in the order of SPEC section 3.
    static WasiBlock read(Fields fields) {
        Optional<Fields> block = fields.map("wasi");
        if (block.isEmpty()) {
            return NONE;
        }
        Fields wasi = block.get();
        Optional<String> cwd = wasi.string("cwd");
        if (cwd.isPresent() && !cwd.get().startsWith("/") && !cwd.get().startsWith("${env:")) {
            wasi.problem("cwd", "wasi.cwd must be absolute");
        }
        List<Variable> environment = environment(wasi);
        List<Mount> mounts = mounts(wasi);
        NetworkSettings network = NetworkBlock.read(wasi);
        Optional<Node> argv0 = wasi.node("argv0").filter(node -> node.toValue() != null);
        boolean unnamed = argv0.isPresent() && Boolean.FALSE.equals(argv0.get().toValue());
        Optional<String> name = Optional.empty();
        if (argv0.isPresent() && !unnamed) {
            if (argv0.get().toValue() instanceof String text) {
                name = Optional.of(text);
            } else {
                wasi.problem("argv0", "must be a string, or false for no program name at all");
            }
        }
        return new WasiBlock(wasi.strings("args"), name, unnamed, cwd, environment, mounts, network);
    }

    private static List<Variable> environment(Fields wasi) {
        var variables = new ArrayList<Variable>();
        Set<String> names = new HashSet<>();
        for (Fields each : wasi.maps("env")) {
            Optional<String> id = each.looseReference("id");
            if (id.isEmpty() && isMissing(each, "id")) {
                each.problem("id", "wasi.env[].id is required");
            }
            String name = name(each, "name", "wasi.env[].name");
            if (!name.isEmpty() && (name.indexOf('=') >= 0 || name.indexOf('\0') >= 0)) {
                each.problem("name", "can't hold \"=\" or a zero byte");
            } else if (!name.isEmpty() && !names.add(name)) {
                each.problem("name", "wasi.env[].name must be unique, and \"" + name + "\" stands here twice");
            }
            variables.add(new Variable(id.orElse(""), name, each.bool("required").orElse(false)));
        }
        return List.copyOf(variables);
    }

    private static List<Mount> mounts(Fields wasi) {
        var mounts = new ArrayList<Mount>();
        Set<String> guests = new HashSet<>();
        for (Fields each : wasi.maps("mounts")) {
            Optional<String> fs = each.reference("fs", "fs.");
            if (fs.isEmpty() && isMissing(each, "fs")) {
                each.problem("fs", "wasi.mounts[].fs is required");
            }
            String guest = name(each, "guest", "wasi.mounts[].guest");
            if (!guest.isEmpty() && !guest.startsWith("/")) {
                each.problem("guest", "wasi.mounts[].guest must be absolute, and is \"" + guest + "\"");
            } else if (!guest.isEmpty() && !guests.add(withoutEnd(guest))) {
                each.problem("guest", "wasi.mounts[].guest must be unique, and \"" + guest + "\" stands here twice");
            }
            mounts.add(new Mount(fs.orElse(""), withoutEnd(guest), each.bool("read_only").orElse(false)));
        }
        return List.copyOf(mounts);
    }

    private static String withoutEnd(String guest) {
        return guest.length() > 1 && guest.endsWith("/") ? guest.substring(0, guest.length() - 1) : guest;
    }

    private static String name(Fields fields, String field, String whole) {
        String text = fields.string(field).orElse("");
        if (text.isEmpty() && isMissing(fields, field)) {
            fields.problem(field, whole + " is required");
        }
        return text;
    }

    /** Nothing stands there; what has the wrong type was reported already. */
    private static boolean isMissing(Fields fields, String field) {
        return fields.node(field)
                .filter(node -> !(node instanceof Node.Scalar scalar
                        && (scalar.value() == null || scalar.text().isEmpty())))
                .isEmpty();
    }

    /** What each process gets, resolved when it starts. */
    Function<Launch, List<Object>> settings(Entries entries, String path) {
        return launch -> List.of(settings(entries, path, launch), mountSettings(entries), network);
    }

    private MountSettings mountSettings(Entries entries) {
        return new MountSettings(mounts.stream()
                .map(each -> new MountSettings.Mount(
                        each.id(), entries.get(each.id(), FileSystem.class), each.guest(), each.readOnly()))
                .toList());
    }

    private ProgramSettings settings(Entries entries, String path, Launch launch) {
        var words = new ArrayList<String>();
        if (!unnamed) {
            words.add(name.map(entries::expand).or(launch::programName).orElseGet(() -> stem(path)));
        }
        arguments.forEach(each -> words.add(entries.expand(each)));
        words.addAll(launch.words());
        var variables = new LinkedHashMap<String, String>();
        for (Variable each : environment) {
            Optional<String> value = entries.find(each.id(), EnvVariable.class).flatMap(EnvVariable::value);
            if (value.isPresent()) {
                variables.put(each.name(), value.get());
            } else if (each.required()) {
                throw new KernelException(
                        ErrorKind.NOT_FOUND, "required wasi env variable not found: " + each.id());
            }
        }
        Optional<String> directory = workingDirectory.map(entries::expand);
        if (directory.isPresent() && !directory.get().startsWith("/")) {
            throw new KernelException(
                    ErrorKind.INVALID, "wasi.cwd must be absolute, and is \"" + directory.get() + "\"");
        }
        return new ProgramSettings(words, variables, directory);
    }

    /** The name of a binary without its folder and its ending. */
    static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
