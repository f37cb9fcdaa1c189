FROM a
COPY --from=b ["a b", "c"]
ADD ["x",\
 "y\u0041\n", "/z"]
VOLUME ["/a", "/b"]
VOLUME /a /b
