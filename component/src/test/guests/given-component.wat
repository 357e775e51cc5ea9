;; A component that is given to another as an argument, under a type that imports more and exports less, and is
;; instantiated there.
(component
  (component $Constant
    (import "seed" (func $seed (result u32)))
    (core func $seed' (canon lower (func $seed)))
    (core module $Main
      (import "" "seed" (func $seed (result i32)))
      (func (export "more") (result i32) (i32.add (call $seed) (i32.const 1)))
      (func (export "less") (result i32) (i32.sub (call $seed) (i32.const 1))))
    (core instance $main (instantiate $Main (with "" (instance (export "seed" (func $seed'))))))
    (func (export "more") (result u32) (canon lift (core func $main "more")))
    (func (export "less") (result u32) (canon lift (core func $main "less"))))
  (component $User
    (import "maker" (component $Maker
      (import "unused" (func))
      (import "seed" (func (result u32)))
      (export "less" (func (result u32)))))
    (core module $Main
      (func (export "seed") (result i32) (i32.const 42))
      (func (export "unused")))
    (core instance $main (instantiate $Main))
    (func $seed (result u32) (canon lift (core func $main "seed")))
    (func $unused (canon lift (core func $main "unused")))
    (instance $made (instantiate $Maker (with "seed" (func $seed)) (with "unused" (func $unused))))
    (export "made" (instance $made)))
  (instance $user (instantiate $User (with "maker" (component $Constant))))
  (export "made" (instance $user "made"))
)
