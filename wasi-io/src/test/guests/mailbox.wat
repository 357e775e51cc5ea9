;; Waits for an event through a pollable, and takes none.
(component
  (import "wasi:io/poll@0.2.0" (instance $poll
    (export "pollable" (type $pollable (sub resource)))
    (export "[method]pollable.block" (func (param "self" (borrow $pollable))))
    (export "[method]pollable.ready" (func (param "self" (borrow $pollable)) (result bool)))))
  (alias export $poll "pollable" (type $pollable))
  (import "wippy:runtime/process-poll@0.1.0" (instance $process
    (alias outer 1 $pollable (type $outer))
    (export "pollable" (type $pollable (eq $outer)))
    (export "subscribe" (func (result (own $pollable))))))
  (core func $block (canon lower (func $poll "[method]pollable.block")))
  (core func $ready (canon lower (func $poll "[method]pollable.ready")))
  (core func $subscribe (canon lower (func $process "subscribe")))
  (core module $Main
    (import "" "block" (func $block (param i32)))
    (import "" "ready" (func $ready (param i32) (result i32)))
    (import "" "subscribe" (func $subscribe (result i32)))
    ;; Whether it was ready before, and after.
    (func (export "wait") (result i32)
      (local $mailbox i32)
      (local $before i32)
      (local.set $mailbox (call $subscribe))
      (local.set $before (call $ready (local.get $mailbox)))
      (call $block (local.get $mailbox))
      (i32.add (i32.mul (i32.const 10) (local.get $before)) (call $ready (local.get $mailbox)))))
  (core instance $main (instantiate $Main (with "" (instance
    (export "block" (func $block))
    (export "ready" (func $ready))
    (export "subscribe" (func $subscribe))))))
  (func (export "wait") (result u32) (canon lift (core func $main "wait")))
)
