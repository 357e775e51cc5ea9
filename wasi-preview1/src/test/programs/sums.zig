// Exercises what Zig programs rest on: the standard library's hashes, maps, sorting, big integers, errors.
const std = @import("std");

const Failure = error{ Odd, Large };

fn half(n: u64) Failure!u64 {
    if (n > 1_000_000) return Failure.Large;
    if (n & 1 == 1) return Failure.Odd;
    return n / 2;
}

fn steps(start: u64) u32 {
    var n = start;
    var count: u32 = 0;
    while (n != 1) : (count += 1) {
        n = half(n) catch |e| switch (e) {
            error.Odd => 3 * n + 1,
            error.Large => if (n & 1 == 0) n / 2 else 3 * n + 1,
        };
    }
    return count;
}

pub fn main() !void {
    const all = std.heap.page_allocator;
    var digest: [32]u8 = undefined;
    var text: [100_000]u8 = undefined;
    for (&text, 0..) |*c, i| c.* = @truncate(i *% 31);
    std.crypto.hash.sha2.Sha256.hash(&text, &digest, .{});
    for (digest) |byte| std.debug.print("{x:0>2}", .{byte});
    std.debug.print("\n", .{});

    var counts = std.AutoHashMap(u32, u32).init(all);
    defer counts.deinit();
    var seed: u32 = 1;
    for (0..50_000) |_| {
        seed = seed *% 1664525 +% 1013904223;
        const entry = try counts.getOrPutValue(seed >> 22, 0);
        entry.value_ptr.* += 1;
    }
    const keys = try all.alloc(u32, counts.count());
    defer all.free(keys);
    var it = counts.keyIterator();
    for (keys) |*key| key.* = it.next().?.*;
    std.mem.sort(u32, keys, {}, std.sort.desc(u32));
    std.debug.print("{d} {d} {d}\n", .{ keys.len, keys[0], counts.get(keys[keys.len - 1]).? });

    var longest: u64 = 1;
    for (1..100_000) |n| {
        if (steps(n) > steps(longest)) longest = n;
    }
    std.debug.print("{d} {d}\n", .{ longest, steps(longest) });

    var product = try std.math.big.int.Managed.initSet(all, 1);
    defer product.deinit();
    var factor = try std.math.big.int.Managed.init(all);
    defer factor.deinit();
    for (1..61) |n| {
        try factor.set(n);
        try product.mul(&product, &factor);
    }
    const digits = try product.toString(all, 10, .lower);
    defer all.free(digits);
    std.debug.print("{s}\n", .{digits});
    const f: f64 = 2.0;
    std.debug.print("{d:.6} {e}\n", .{ @sqrt(f) * std.math.pow(f64, f, 0.5), @as(f32, 1.5e10) });
}
