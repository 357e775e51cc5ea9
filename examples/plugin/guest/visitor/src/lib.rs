//! Calls each function of the plugin once.
wit_bindgen::generate!({ path: "../../src/main/resources/META-INF/wit", world: "visitor" });

use acme::greeter::api;

struct Visitor;

impl Guest for Visitor {
    fn welcome(id: u64) -> Result<String, String> {
        let user = api::lookup(id).ok_or_else(|| format!("nobody has the number {id}"))?;
        let greeting = api::greet(&user.name);
        Ok(match api::motto() {
            Ok(motto) => format!("{greeting} {motto}"),
            Err(_) => greeting,
        })
    }
}

export!(Visitor);
