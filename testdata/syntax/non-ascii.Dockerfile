FROM a
LABEL é="ü ñ" x=日本
RUN echo “quoted” — \
  …
COPY --chown=ü a b c d
