;; Functions of one parameter and no local, which call themselves in every way that leaves their frames.
(module
  (import "host" "back" (func $back (param i32)))
  (tag $thrown)
  (func $down (export "down") (param i32) (result i32)
    (if (result i32) (i32.eqz (local.get 0))
      (then (i32.const 0))
      (else (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1)))))))
  (func $throws (export "throws") (param i32)
    (if (i32.eqz (local.get 0)) (then (throw $thrown)))
    (call $throws (i32.sub (local.get 0) (i32.const 1))))
  (func (export "catches") (param i32)
    (loop $again
      (block $caught
        (try_table (catch_all $caught) (call $throws (i32.const 5))))
      (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
      (br_if $again (local.get 0))))
  (func $tail (export "tail") (param i32)
    (if (i32.eqz (local.get 0)) (then (return)))
    (return_call $tail (i32.sub (local.get 0) (i32.const 1))))
  (func (export "host-catches") (param i32)
    (loop $again
      (call $back (i32.const 5))
      (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
      (br_if $again (local.get 0)))))
