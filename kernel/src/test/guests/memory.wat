;; A core module that writes to all of a wide memory, waits, and looks at what is there.
(module
  (import "test:core" "nap" (func $nap))
  (memory (export "memory") 100)
  (data (i32.const 4100) "what was there from the start")
  (func (export "remembers") (result i64)
    (local $at i32) (local $sum i64)
    (loop $write
      (i64.store (local.get $at) (i64.add (i64.extend_i32_u (local.get $at)) (i64.const 7)))
      (br_if $write (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4096))) (i32.const 6553600))))
    (call $nap)
    (local.set $at (i32.const 0))
    (loop $read
      (local.set $sum (i64.add (local.get $sum) (i64.load (local.get $at))))
      (br_if $read (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 8))) (i32.const 6553600))))
    (local.get $sum)))
