;; Two guests were built for versions of one interface that are compatible. Outside, each gets it under its own name
;; (start, finish); inside, both are given the newer one (run).
(component $versions
  (import "acme:kit/things@0.2.0" (instance $old
    (export "thing" (type $thing (sub resource)))
    (export "make" (func (param "value" u32) (result (own $thing))))))
  (import "acme:kit/things@0.2.12" (instance $new
    (export "thing" (type $thing (sub resource)))
    (export "make" (func (param "value" u32) (result (own $thing))))
    (export "value" (func (param "of" (borrow $thing)) (result u32)))))

  (component $Old
    (import "acme:kit/things@0.2.0" (instance $things
      (export "thing" (type $thing (sub resource)))
      (export "make" (func (param "value" u32) (result (own $thing))))))
    (alias export $things "thing" (type $thing))
    (core func $make (canon lower (func $things "make")))
    (core module $Main
      (import "" "make" (func $make (param i32) (result i32)))
      (func (export "start") (param i32) (result i32)
        (call $make (i32.mul (local.get 0) (i32.const 2)))))
    (core instance $main (instantiate $Main (with "" (instance (export "make" (func $make))))))
    (func (export "start") (param "value" u32) (result (own $thing)) (canon lift (core func $main "start"))))

  (component $New
    (import "acme:kit/things@0.2.12" (instance $things
      (export "thing" (type $thing (sub resource)))
      (export "value" (func (param "of" (borrow $thing)) (result u32)))))
    (alias export $things "thing" (type $thing))
    (core func $value (canon lower (func $things "value")))
    (core func $drop (canon resource.drop $thing))
    (core module $Main
      (import "" "value" (func $value (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "finish") (param i32) (result i32)
        (call $value (local.get 0))
        (call $drop (local.get 0))))
    (core instance $main (instantiate $Main (with "" (instance
      (export "value" (func $value)) (export "drop" (func $drop))))))
    (func (export "finish") (param "of" (own $thing)) (result u32) (canon lift (core func $main "finish"))))

  (instance $one (instantiate $Old (with "acme:kit/things@0.2.0" (instance $old))))
  (instance $two (instantiate $New (with "acme:kit/things@0.2.12" (instance $new))))
  (export "start" (func $one "start"))
  (export "finish" (func $two "finish"))

  (instance $three (instantiate $Old (with "acme:kit/things@0.2.0" (instance $new))))
  (core func $start (canon lower (func $three "start")))
  (core func $finish (canon lower (func $two "finish")))
  (core module $Main
    (import "" "start" (func $start (param i32) (result i32)))
    (import "" "finish" (func $finish (param i32) (result i32)))
    (func (export "run") (param i32) (result i32) (call $finish (call $start (local.get 0)))))
  (core instance $main (instantiate $Main (with "" (instance
    (export "start" (func $start)) (export "finish" (func $finish))))))
  (func (export "run") (param "value" u32) (result u32) (canon lift (core func $main "run")))
)
