FROM a
RUN --mount=\"type=bind\",target=/x --mount=a\"b a
RUN --mount=\"type=bind b
RUN --mount=\"a\"b c
