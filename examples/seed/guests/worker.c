// The product of two numbers. A u64 holds every product of two u32.
#include <stdint.h>

__attribute__((export_name("compute"))) uint64_t compute(uint32_t a, uint32_t b) {
  return (uint64_t)a * b;
}
