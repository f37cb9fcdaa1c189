FROM gcc:14
RUN echo "use -march=native at home"; sed -i 's/-march=native//' Makefile && make
