;; A counter is a resource of $Provider; $Consumer is another component that gets it through its import, in another
;; order and with less than $Provider exports. The world's exports show the identity of the resource type outside.
(component $nested
  ;; what every nested component links with: found through outer aliases
  (core module $Library
    (memory (export "memory") 1)
    (global $dropped (mut i32) (i32.const 0))
    (func (export "double") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
    (func (export "drop") (param i32) (global.set $dropped (i32.add (global.get $dropped) (local.get 0))))
    (func (export "dropped") (result i32) (global.get $dropped)))

  (component $Provider
    (core instance $library (instantiate $Library))
    (type $counter (resource (rep i32) (dtor (core func $library "drop"))))
    (core func $new (canon resource.new $counter))
    (core func $rep (canon resource.rep $counter))
    (core module $Main
      (import "counter" "new" (func $new (param i32) (result i32)))
      (import "library" "double" (func $double (param i32) (result i32)))
      (func (export "make") (param i32) (result i32) (call $new (call $double (local.get 0))))
      (func (export "value") (param i32) (result i32) (local.get 0)))
    (core instance $main (instantiate $Main
      (with "counter" (instance (export "new" (func $new))))
      (with "library" (instance $library))))
    (export $counter' "counter" (type $counter))
    (func (export "unused") (result u32) (canon lift (core func $library "dropped")))
    (func (export "make") (param "start" u32) (result (own $counter')) (canon lift (core func $main "make")))
    (func (export "value") (param "self" (borrow $counter')) (result u32) (canon lift (core func $main "value")))
    (func (export "dropped") (result u32) (canon lift (core func $library "dropped"))))

  (component $Consumer
    (import "counters" (instance $counters
      (export "value" (func))
      (export "counter" (type $counter (sub resource)))
      (export "of" (func (param "self" (borrow $counter)) (result u32)))
      (export "make" (func (param "start" u32) (result (own $counter))))))
    (alias export $counters "counter" (type $counter))
    (core func $make (canon lower (func $counters "make")))
    (core func $of (canon lower (func $counters "of")))
    (core func $drop (canon resource.drop $counter))
    (core module $Main
      (import "" "make" (func $make (param i32) (result i32)))
      (import "" "of" (func $of (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "run") (param i32) (result i32) (local $handle i32)
        (local.set $handle (call $make (local.get 0)))
        (call $of (local.get $handle))
        (call $drop (local.get $handle)))
      (func (export "keep") (param i32) (result i32) (call $make (local.get 0))))
    (core instance $main (instantiate $Main (with "" (instance
      (export "make" (func $make)) (export "of" (func $of)) (export "drop" (func $drop))))))
    (func (export "run") (param "start" u32) (result u32) (canon lift (core func $main "run")))
    (func (export "keep") (param "start" u32) (result (own $counter)) (canon lift (core func $main "keep"))))

  (component $Nothing
    (core module $Main (func (export "nothing")))
    (core instance $main (instantiate $Main))
    (func (export "nothing") (canon lift (core func $main "nothing"))))

  (instance $one (instantiate $Provider))
  (instance $two (instantiate $Provider))
  (instance $nothing (instantiate $Nothing))
  (instance $consumer (instantiate $Consumer (with "counters" (instance
    (export "make" (func $one "make"))
    (export "counter" (type $one "counter"))
    (export "of" (func $one "value"))
    (export "value" (func $nothing "nothing"))))))
  (export $one' "one" (instance $one))
  (export "two" (instance $two))
  (export "run" (func $consumer "run"))
  (export "keep" (func $consumer "keep"))
)
