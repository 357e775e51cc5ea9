;; A core module that is given to a component, which knows of it only what it declares; it exports more, in another
;; order.
(component
  (core module $Adder
    (func (export "unused"))
    (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
    (memory (export "memory") 1))
  (component $User
    (import "adder" (core module $Adder
      (export "memory" (memory 1))
      (export "add" (func (param i32 i32) (result i32)))))
    (core instance $adder (instantiate $Adder))
    (core module $Main
      (import "adder" "add" (func $add (param i32 i32) (result i32)))
      (func (export "add3") (param i32) (result i32) (call $add (local.get 0) (i32.const 3))))
    (core instance $main (instantiate $Main (with "adder" (instance $adder))))
    (func (export "add") (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $adder "add")))
    (func (export "add3") (param "a" u32) (result u32) (canon lift (core func $main "add3"))))
  (instance $user (instantiate $User (with "adder" (core module $Adder))))
  (export "add" (func $user "add"))
  (export "add3" (func $user "add3"))
)
