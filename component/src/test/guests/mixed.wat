;; Gives the resource type of one instance with the functions of another, whose type is a different one.
(component
  (component $Provider
    (type $counter (resource (rep i32)))
    (core func $new (canon resource.new $counter))
    (export $counter' "counter" (type $counter))
    (func (export "make") (param "start" u32) (result (own $counter')) (canon lift (core func $new))))
  (component $Consumer
    (import "counter" (type $counter (sub resource)))
    (import "make" (func (param "start" u32) (result (own $counter)))))
  (instance $one (instantiate $Provider))
  (instance $two (instantiate $Provider))
  (instance (instantiate $Consumer
    (with "counter" (type $one "counter"))
    (with "make" (func $two "make"))))
)
