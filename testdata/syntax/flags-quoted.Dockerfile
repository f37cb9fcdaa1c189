FROM a
COPY --from="b c" --chown='u:g' --chmod=7\55 "--link" a b
RUN -- --x y
RUN --mount=type=bind,target=/\
x -- a
RUN --mount="type=bind" --
