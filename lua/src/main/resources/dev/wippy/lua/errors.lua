-- Errors that have a kind: what functions of the host return as their second value.
local wippy, Error = ...

local errors = {
  NOT_FOUND = "NotFound",
  ALREADY_EXISTS = "AlreadyExists",
  INVALID = "Invalid",
  PERMISSION_DENIED = "PermissionDenied",
  UNAVAILABLE = "Unavailable",
  INTERNAL = "Internal",
  CANCELED = "Canceled",
  CONFLICT = "Conflict",
  TIMEOUT = "Timeout",
  RATE_LIMITED = "RateLimited",
}

local methods = {}
Error.__name = "error"

function Error.__index(_, name)
  return methods[name]
end

function Error.__tostring(self)
  return self._message
end

function Error.__concat(left, right)
  return tostring(left) .. tostring(right)
end

function Error.__eq(left, right)
  return rawequal(left, right)
      or getmetatable(left) == Error and getmetatable(right) == Error
      and left._kind == right._kind and left._message == right._message
end

function methods:kind()
  return self._kind
end

function methods:message()
  return self._message
end

function methods:retryable()
  return self._kind == errors.UNAVAILABLE or self._kind == errors.TIMEOUT or self._kind == errors.RATE_LIMITED
end

-- Where it was made; empty for those that come from the host.
function methods:stack()
  return self._stack or ""
end

function methods:details()
  return self._details
end

-- errors.new("message"), errors.new("Kind", "message") or errors.new({kind = …, message = …, details = …}).
function errors.new(first, second)
  local made = { _kind = errors.INTERNAL, _message = "" }
  if type(first) == "table" then
    made._kind = first.kind or errors.INTERNAL
    made._message = tostring(first.message or "")
    made._details = first.details
  elseif second ~= nil then
    made._kind, made._message = tostring(first), tostring(second)
  else
    made._message = tostring(first)
  end
  made._stack = wippy.traceback()
  return setmetatable(made, Error)
end

function errors.is(value, kind)
  return getmetatable(value) == Error and value._kind == kind
end

wippy.Error = Error
wippy.modules.errors = errors
