;; A core module as compilers make them that know of WIT but not of components: strings and lists in its memory.
(module
  (memory (export "memory") 1)
  (global $top (mut i32) (i32.const 1024))
  (global $freed (mut i32) (i32.const 0))
  (func (export "cabi_realloc") (param $old i32) (param $oldSize i32) (param $align i32) (param $size i32) (result i32)
    (local $at i32)
    (local.set $at (i32.and
      (i32.add (global.get $top) (i32.sub (local.get $align) (i32.const 1)))
      (i32.sub (i32.const 0) (local.get $align))))
    (global.set $top (i32.add (local.get $at) (local.get $size)))
    (local.get $at))
  (func (export "answer") (result i32) (i32.const -42))
  (func (export "is_even") (param i32) (result i32) (i32.eqz (i32.and (local.get 0) (i32.const 1))))
  (func (export "half") (param f64) (result f64) (f64.mul (local.get 0) (f64.const 0.5)))
  ;; Returns where the pair of pointer and length is: the very string.
  (func (export "echo") (param $at i32) (param $length i32) (result i32)
    (i32.store (i32.const 0) (local.get $at))
    (i32.store (i32.const 4) (local.get $length))
    (i32.const 0))
  (func (export "cabi_post_echo") (param i32) (global.set $freed (i32.add (global.get $freed) (i32.const 1))))
  (func (export "freed") (result i32) (global.get $freed))
  (func (export "sum") (param $at i32) (param $count i32) (result i64)
    (local $sum i64)
    (loop $next
      (if (local.get $count)
        (then
          (local.set $sum (i64.add (local.get $sum) (i64.load32_u (local.get $at))))
          (local.set $at (i32.add (local.get $at) (i32.const 4)))
          (local.set $count (i32.sub (local.get $count) (i32.const 1)))
          (br $next))))
    (local.get $sum)))
