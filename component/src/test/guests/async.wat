;; Uses what belongs to 0.3.
(component $future
  (type $bytes (stream u8))
  (core func $new (canon stream.new $bytes))
  (core module $Main (import "" "new" (func (result i64))))
  (core instance (instantiate $Main (with "" (instance (export "new" (func $new))))))
)
