package dev.wippy.component.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The names of imports and exports. */
class ExternNameTest {

    @Test
    void labels_are_words_and_acronyms() {
        for (String each : List.of("a", "a-b-c", "a1-2-3", "A", "A-B-C", "A1-2-3", "a11-w0rds", "A11-4CR0NYMS",
                "m1x3d-4CR0NYMS", "get-JSON", "a-1a", "a-1A", "is-XML")) {
            assertTrue(ExternName.isLabel(each), each);
        }
        for (String each : List.of("", "-", "1", "1-2-3", "a-", "-a", "a--b", "aB", "Ab", "a_b", "a.b", "é", "a-bC")) {
            assertFalse(ExternName.isLabel(each), each);
        }
    }

    @Test
    void each_form_is_read() {
        assertEquals(List.of(new ExternName.Plain("run"), new ExternName.Constructor("file"),
                new ExternName.Method("file", "read-all"), new ExternName.Static("file", "open"),
                new ExternName.Interface(new InterfaceName("wasi", "io", "poll", Version.parse("0.2.12")))),
                List.of(ExternName.parse("run"), ExternName.parse("[constructor]file"),
                        ExternName.parse("[method]file.read-all"), ExternName.parse("[static]file.open"),
                        ExternName.parse("wasi:io/poll@0.2.12")));
    }

    @Test
    void what_is_no_name_is_refused_with_the_reason() {
        assertEquals("'Run!' is not in kebab-case", refusal("Run!"));
        assertEquals("'[method]file' is not a name, it lacks the dot after the resource", refusal("[method]file"));
        assertEquals("'A:b' in 'A:b/c' is not a package's name, which is in lower-case kebab-case", refusal("A:b/c"));
        assertEquals("'a:b' is not an interface name, which is namespace:package/interface@version", refusal("a:b"));
    }

    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> ExternName.parse(text)).getMessage();
    }

    @Test
    void names_that_bindings_may_spell_alike_are_not_unique() {
        assertEquals("foo-bar", ExternName.parse("foo-BAR").unique());
        assertEquals("foo", ExternName.parse("[method]foo.foo").unique());
        assertEquals("foo.bar", ExternName.parse("[static]FOO.bar").unique());
        assertEquals("[constructor]foo", ExternName.parse("[constructor]foo").unique());
    }

    @Test
    void versions_are_ordered_by_semantic_versioning() {
        List<String> ordered = List.of("0.0.1", "0.1.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
                "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.2.0", "1.10.0", "2.0.0");
        assertEquals(ordered, ordered.stream().map(text -> Version.parse(text).orElseThrow()).sorted()
                .map(Version::toString).toList());
    }

    @Test
    void what_is_no_version_is_not_read() {
        for (String each : List.of("", "1", "1.2", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3+", "v1.2.3", "1.2.3 ",
                "1.2.3.4", "99999999999999999999.0.0")) {
            assertEquals(Optional.empty(), Version.parse(each), each);
        }
    }
}
