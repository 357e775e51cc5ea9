print("Hello, World!")
return { 1, "two" }
