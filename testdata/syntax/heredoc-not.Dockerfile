FROM a
RUN cat <<<word
RUN echo $((1<<2)) a<<b
RUN echo "<<EOF"
RUN [ "$a" ] && x<<EOF
CMD cat <<EOF
RUN ["cat", "<<EOF"]
