/* Nothing: see LUAI_TRY in host.h. */
