;; Functions that call themselves: as deep as they are told to, and without end where each depth waits, or computes.
(module
  (import "test:depth" "nap" (func $nap))
  (import "test:depth" "mark" (func $mark))
  (memory (export "memory") 1)
  (func $down (export "down") (param i32) (result i32)
    (if (result i32) (i32.eqz (local.get 0))
      (then (i32.const 0))
      (else (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1)))))))
  (func $sink (param i32) (result i32)
    (if (i32.eqz (i32.and (local.get 0) (i32.const 63))) (then (call $nap)))
    (i32.add (i32.const 1) (call $sink (i32.add (local.get 0) (i32.const 1)))))
  (func (export "sinks") (result i32) (call $sink (i32.const 0)))
  (func $toil (param i32) (result i32)
    (local i32)
    (if (i32.eqz (i32.and (local.get 0) (i32.const 2047)))
      (then
        (call $mark)
        (local.set 1 (i32.const 5000000))
        (loop $again
          (local.set 1 (i32.sub (local.get 1) (i32.const 1)))
          (br_if $again (local.get 1)))))
    (i32.add (i32.const 1) (call $toil (i32.add (local.get 0) (i32.const 1)))))
  (func (export "toils") (result i32) (call $toil (i32.const 0))))
