//! A guest that is a process among others.
wit_bindgen::generate!({ path: "wit", world: "actor", generate_all });

use wippy::runtime::process::{self, Event, Piece};

struct Actor;

fn text(value: &[Piece]) -> String {
    format!("{value:?}")
}

impl Guest for Actor {
    fn echo() -> String {
        process::register("echo").expect("the name is free");
        loop {
            match process::receive(None).expect("waits for ever") {
                Event::Message(message) => {
                    let to = message.sender.expect("messages come from processes");
                    process::send(&to, "reply", &message.payload).expect("the sender waits");
                }
                Event::Cancel(request) => return format!("was asked to end: {}", request.reason),
                Event::Exit(ended) => return format!("exit of {}", ended.sender),
                Event::LinkDown(ended) => return format!("link down of {}", ended.sender),
            }
        }
    }

    fn parent(entry: String, argument: String) -> String {
        let child = process::spawn_monitored(&entry, None, &[vec![Piece::Text(argument)]]).expect("spawns");
        match process::receive(Some(60_000_000_000)) {
            Some(Event::Exit(ended)) if ended.sender == child => match ended.code {
                Some(code) => format!("{:?}, code {code}", ended.outcome),
                None => format!("{:?}", ended.outcome),
            },
            other => format!("unexpected: {other:?}"),
        }
    }

    fn guardian(entry: String) -> String {
        process::trap_links(true);
        let child = process::spawn_linked(&entry, None, &[]).expect("spawns");
        match process::receive(None) {
            Some(Event::LinkDown(ended)) if ended.sender == child => match ended.outcome {
                Ok(_) => "ended well".into(),
                Err(error) => format!("{:?}: {}", error.kind, error.message),
            },
            other => format!("unexpected: {other:?}"),
        }
    }

    fn ask(name: String, question: String) -> String {
        process::send(&name, "question", &[Piece::Text(question)]).expect("sends");
        match process::receive(None) {
            Some(Event::Message(message)) => format!("{}: {}", message.topic, text(&message.payload)),
            other => format!("unexpected: {other:?}"),
        }
    }

    fn mistakes() -> Vec<String> {
        let me = process::self_();
        [
            process::send("nobody", "x", &[Piece::Null]).err(),
            process::send("{h|0xfffff}", "x", &[Piece::Null]).err(),
            process::send("{nonsense}", "x", &[Piece::Null]).err(),
            process::send(&me, "@x", &[Piece::Null]).err(),
            process::send(&me, "x", &[]).err(),
            process::send(&me, "x", &[Piece::Items(4_000_000_000)]).err(),
            process::send(&me, "x", &[Piece::Null, Piece::Null]).err(),
            process::send(&me, "x", &[Piece::Fields(1), Piece::Null, Piece::Null]).err(),
            process::send(&me, "x", &vec![Piece::Items(1); 1000]).err(),
            process::spawn("test:nobody", None, &[]).err(),
            process::register("").err(),
            process::unregister("nobody").err(),
            process::unmonitor("{h|0xfffff}").err(),
        ]
        .into_iter()
        .map(|error| error.map_or("no error".into(), |error| format!("{:?}: {}", error.kind, error.message)))
        .collect()
    }

    fn run(entry: String) -> String {
        match process::exec(&entry, None, &[vec![Piece::Text("you".into())]]) {
            Ok(value) => text(&value),
            Err(error) => format!("{:?}: {}", error.kind, error.message),
        }
    }

    fn wait(nanos: u64) -> String {
        format!("{:?}", process::receive(Some(nanos)))
    }

    fn naps(count: u32) -> u32 {
        for _ in 0..count {
            test::naps::nap::nap();
        }
        count
    }

    fn mirror() -> u32 {
        let mut count = 0;
        while let Some(Event::Message(message)) = process::receive(None) {
            if message.topic == "end" {
                break;
            }
            process::send("observer", &text(&message.payload), &message.payload).expect("sends");
            count += 1;
        }
        count
    }

    fn greet(name: String) -> String {
        format!("Hello, {name}!")
    }

    fn fail() {
        core::arch::wasm32::unreachable()
    }
}

export!(Actor);
