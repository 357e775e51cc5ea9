//! Three exports for a first app: an optional string, two integers, and a result that is an error.
wit_bindgen::generate!({
    inline: "
        package hello:guests;
        world hello {
            export greet: func(name: option<string>) -> string;
            export compute: func(a: u32, b: u32) -> u64;
            export fail: func() -> result<string, string>;
        }
    "
});

struct Hello;

impl Guest for Hello {
    fn greet(name: Option<String>) -> String {
        format!("Hello, {}!", name.unwrap_or_else(|| "World".into()))
    }

    fn compute(a: u32, b: u32) -> u64 {
        // A u64 holds every product of two u32.
        u64::from(a) * u64::from(b)
    }

    fn fail() -> Result<String, String> {
        Err("this guest fails on purpose".into())
    }
}

export!(Hello);
