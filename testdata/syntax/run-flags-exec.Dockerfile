FROM a
RUN --mount=type=secret,id=x ["make", "all"]
