FROM a
RUN --mount=type=cache,target=/x --mount=type=bind,from=b,target=/y --network=none --security=insecure --device=name=x,required make all
