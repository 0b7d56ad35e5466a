#pragma once
#include <stdint.h>
#include <zlib.h>

/// `deflateInit2` for a raw stream (RFC 1951); a macro that Swift does not see.
static inline int rowcast_deflate_begin(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
}

/// `crc32_combine` with types that Swift sees.
static inline uint32_t rowcast_crc32_joined(uint32_t first, uint32_t second, int64_t count) {
  return (uint32_t)crc32_combine(first, second, (z_off_t)count);
}
