FROM a
LABEL x="y
RUN echo "a
ARG Z='q
