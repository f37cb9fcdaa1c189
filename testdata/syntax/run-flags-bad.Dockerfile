FROM a
RUN --mount=type=foo,target=/x --mount=target --mount=typ=bind --network=web --security=x --mont=a --network make
RUN --mount=type=cache,sharing=lock,target=/x --mount=from=$X,target=/y --mount=type=$T,target=/x --device=a,b --device=name=a,required=x --device=a,nam=b make
