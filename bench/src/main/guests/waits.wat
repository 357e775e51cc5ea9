;; Waits as often as it is told.
(module
  (import "bench:waits" "from-loop" (func $fromLoop))
  (import "bench:waits" "from-other" (func $fromOther))
  (memory (export "memory") 1)
  (func (export "loop") (param i32)
    (loop $again
      (call $fromLoop)
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
  (func (export "turns") (param i32)
    (loop $again
      (call $fromOther)
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
  (func (export "spin") (loop $again (br $again))))
