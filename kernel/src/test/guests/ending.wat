;; A guest that holds on to life: it catches all that can be caught, and has a destructor that would tell.
(component
  (import "test:naps/nap" (instance $host
    (export "nap" (func))
    (export "mark" (func))
    (export "thing" (type $thing (sub resource)))
    (export "make" (func (result (own $thing))))))
  (core func $nap (canon lower (func $host "nap")))
  (core func $mark (canon lower (func $host "mark")))
  (core func $make (canon lower (func $host "make")))

  (core module $Destructor
    (import "" "mark" (func $mark))
    (func (export "destructor") (param i32) (call $mark)))
  (core instance $destructor (instantiate $Destructor (with "" (instance (export "mark" (func $mark))))))
  (type $own (resource (rep i32) (dtor (core func $destructor "destructor"))))
  (core func $new (canon resource.new $own))
  (core func $drop (canon resource.drop $own))

  (core module $Main
    (import "" "nap" (func $nap))
    (import "" "mark" (func $mark))
    (import "" "make" (func $make (result i32)))
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    ;; Computes for ever, from the first mark on; whatever ends that is caught.
    (func (export "spin")
      (call $mark)
      (loop $again
        (block $caught (try_table (catch_all $caught) (loop $on (br $on))))
        (call $mark)
        (br $again)))
    ;; Waits for ever; whatever ends that is caught.
    (func (export "naps")
      (loop $again
        (block $caught (try_table (catch_all $caught) (loop $on (call $nap) (br $on))))
        (call $mark)
        (br $again)))
    ;; Drops a resource of its own.
    (func (export "drops") (call $drop (call $new (i32.const 1))))
    (func (export "holds-and-traps") (drop (call $new (i32.const 1))) (unreachable))
    (func (export "holds-and-naps") (drop (call $new (i32.const 1))) (loop $on (call $nap) (br $on)))
    (func (export "holds-and-returns") (drop (call $new (i32.const 1))))
    ;; Takes things of the host's, and waits for ever.
    (func (export "takes-and-naps")
      (drop (call $make)) (drop (call $make)) (drop (call $make))
      (loop $on (call $nap) (br $on)))
    ;; The same for as long as it lasts, without waiting.
    (func (export "takes") (param i32)
      (loop $on
        (drop (call $make))
        (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
        (br_if $on (local.get 0)))
      (loop $on (call $nap) (br $on))))
  (core instance $main (instantiate $Main (with "" (instance
    (export "nap" (func $nap))
    (export "mark" (func $mark))
    (export "make" (func $make))
    (export "new" (func $new))
    (export "drop" (func $drop))))))
  (func (export "spin") (canon lift (core func $main "spin")))
  (func (export "naps") (canon lift (core func $main "naps")))
  (func (export "drops") (canon lift (core func $main "drops")))
  (func (export "holds-and-traps") (canon lift (core func $main "holds-and-traps")))
  (func (export "holds-and-naps") (canon lift (core func $main "holds-and-naps")))
  (func (export "holds-and-returns") (canon lift (core func $main "holds-and-returns")))
  (func (export "takes-and-naps") (canon lift (core func $main "takes-and-naps")))
  (func (export "takes") (param "count" u32) (canon lift (core func $main "takes")))
)
