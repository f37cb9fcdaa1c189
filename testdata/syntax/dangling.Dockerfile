FROM a
RUN aa \
FROM b
