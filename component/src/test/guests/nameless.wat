;; Not valid: what a function returns has no name outside.
(component
  (core module $m (func (export "f") (result i32) unreachable))
  (core instance $i (instantiate $m))
  (type $point (record (field "x" u32)))
  (func $f (result $point) (canon lift (core func $i "f")))
  (export "f" (func $f)))
